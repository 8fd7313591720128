// The words of the public leaflet in every language. English is the source; the others were not checked by a native speaker.
// General advice only: no telephone number stands in this file, because an old number does harm.
import type { LanguageTag } from "../../words/languages.ts";

export interface LeafletText {
  /** Neutral, since it stays in the browser's history. */
  readonly windowTitle: string;
  readonly exit: string;
  readonly languages: string;
  readonly title: string;
  readonly nowTitle: string;
  /** Three sentences: with the numbers, all that somebody in danger has to read. */
  readonly now: readonly [string, string, string];
  readonly questions: readonly { readonly question: string; readonly answers: readonly string[] }[];
  readonly rightsTitle: string;
  readonly rights: readonly string[];
  readonly aboutTitle: string;
  readonly about: string;
  /** Title of the page about checking, and the link to it. */
  readonly checkTitle: string;
  readonly checkBack: string;
  readonly systemTitle: string;
  readonly system: readonly string[];
  readonly logTitle: string;
  readonly logSize: string;
  readonly logWitnesses: string;
  readonly logTime: string;
  readonly logRoot: string;
  readonly logWitnessed: string;
  readonly logUnwatched: string;
  readonly logLacking: string;
  readonly logRefused: string;
  readonly logHost: string;
  readonly logFounding: string;
  readonly logScripts: string;
  readonly recordTitle: string;
  readonly record: string;
  readonly recordLink: string;
  readonly unchecked: string;
}

export const leafletTexts: Readonly<Record<LanguageTag, LeafletText>> = {
  en: {
    windowTitle: "Information",
    exit: "Leave this page",
    languages: "Languages",
    title: "Help",
    nowTitle: "Are you in danger?",
    now: [
      "Go where other people are: a shop, a hospital, a station.",
      "Call the emergency number of the country you are in; you do not have to give your name.",
      "Ask any border or police officer, doctor or consulate to refer you to help; you do not have to say everything.",
    ],
    questions: [
      {
        question: "Do you know somebody?",
        answers: [
          "Do not confront whoever controls the person.",
          "Ask the person alone what is safe, and believe the answer.",
          "If the person agrees, tell a hotline, a shelter or an officer. If it is a child, tell them at once.",
        ],
      },
      {
        question: "Are you leaving for work?",
        answers: [
          "Keep your documents yourself. Leave a copy with somebody you trust.",
          "Before you pay or travel, ask for a contract in your language, with the employer’s name and address.",
          "A debt for the journey that you must work off is a warning.",
          "Agree on a word with your family that means: I need help.",
        ],
      },
    ],
    rightsTitle: "Your rights",
    rights: [
      "Help costs nothing. You do not have to speak to the police or a court to get it.",
      "You decide what to say, and to whom. You can say no, and you can stop at any time.",
      "You do not have to give your name.",
      "To see what is written about you, or to withdraw your consent, ask the organisation that helps you.",
    ],
    aboutTitle: "About Panoh",
    about:
      "Panoh brings people who may have been trafficked from a first contact to help, and keeps their story sealed on the way.",
    checkTitle: "How to check this system",
    checkBack: "Back to help",
    systemTitle: "What this system is",
    system: [
      "An officer writes a referral and seals it. Only the organisations that the person agreed to can open it. The officer cannot open it again, and the host of the system never could.",
      "Every sealed referral leaves a trace in a public log: a fingerprint without content. So nothing can quietly disappear.",
      "Witnesses sign the log. If it ever showed two different histories, they and everyone else would see it.",
    ],
    logTitle: "The log now",
    logSize: "Entries",
    logRoot: "Fingerprint of all entries",
    logWitnesses: "Witnesses with valid signatures",
    logWitnessed:
      "This browser checked it: the log and enough of the witnesses in the founding note signed this state.",
    logUnwatched: "This browser checked it: the log signed this state. No witness did, because this trial has none.",
    logLacking:
      "Too few of the witnesses in the founding note have signed this state. Either the host hides it from them, or the council has named other witnesses since. The page about the open record checks that.",
    logRefused: "This state is not shown: its signatures are not valid.",
    logTime: "Signed at",
    logHost:
      "The founding note came from this host too, so compare it with the one that the country published elsewhere. With it anyone can check the whole log, without trusting the host:",
    logFounding: "Save the founding note (founding.note)",
    logScripts: "The figures need scripts. Everything else on this page works without.",
    recordTitle: "The country’s open record",
    record:
      "What the country does against trafficking, entered by the responsible organisations: the plan of action and its progress, laws, reports.",
    recordLink: "Read and check the open record",
    unchecked: "",
  },
  ru: {
    windowTitle: "Информация",
    exit: "Уйти отсюда",
    languages: "Языки",
    title: "Помощь",
    nowTitle: "Вы в опасности?",
    now: [
      "Идите туда, где есть люди: в магазин, больницу, на вокзал.",
      "Позвоните по номеру экстренной помощи страны, где вы находитесь; имя называть не обязательно.",
      "Попросите любого пограничника, милиционера, врача или консула направить вас за помощью; рассказывать всё не обязательно.",
    ],
    questions: [
      {
        question: "Вы знаете такого человека?",
        answers: [
          "Не вступайте в разговор с тем, кто его контролирует.",
          "Спросите человека наедине, что безопасно, и поверьте ответу.",
          "Если человек согласен, сообщите на горячую линию, в приют или сотруднику. Если это ребёнок, сообщите сразу.",
        ],
      },
      {
        question: "Вы едете на работу?",
        answers: [
          "Держите документы у себя. Оставьте копию тому, кому доверяете.",
          "Прежде чем платить или ехать, попросите договор на вашем языке, с именем и адресом работодателя.",
          "Долг за дорогу, который надо отработать, это предупреждение.",
          "Договоритесь с семьёй о слове, которое значит: мне нужна помощь.",
        ],
      },
    ],
    rightsTitle: "Ваши права",
    rights: [
      "Помощь бесплатна, и для неё не нужно говорить с милицией или судом.",
      "Вы решаете, что и кому рассказать. Можно сказать «нет» и остановиться в любой момент.",
      "Имя называть не обязательно.",
      "Чтобы увидеть, что о вас записано, или отозвать согласие, обратитесь в организацию, которая вам помогает.",
    ],
    aboutTitle: "О Panoh",
    about:
      "Panoh ведёт людей, которые могли пострадать от торговли людьми, от первой встречи к помощи, и их история в пути остаётся запечатанной.",
    checkTitle: "Как проверить эту систему",
    checkBack: "Назад к помощи",
    systemTitle: "Что это за система",
    system: [
      "Сотрудник пишет направление и запечатывает его. Открыть его могут только организации, на которые согласился человек. Сотрудник больше не может его открыть, а сервер не мог никогда.",
      "Каждое запечатанное направление оставляет след в открытом журнале: отпечаток без содержания. Поэтому ничто не может тихо исчезнуть.",
      "Журнал подписывают свидетели. Если бы он показал две разные истории, это увидели бы они и все остальные.",
    ],
    logTitle: "Журнал сейчас",
    logSize: "Записей",
    logRoot: "Отпечаток всех записей",
    logWitnesses: "Свидетели, чьи подписи верны",
    logWitnessed:
      "Проверено этим браузером: это состояние подписали журнал и достаточно свидетелей из тех, кого называет учредительная записка.",
    logUnwatched: "Проверено этим браузером: это состояние подписал журнал. Свидетелей нет: это проба.",
    logLacking:
      "Это состояние подписало слишком мало свидетелей из учредительной записки. Либо сервер скрывает его от них, либо совет назвал других свидетелей. Это проверяет страница об открытом реестре.",
    logRefused: "Это состояние не показано: его подписи неверны.",
    logTime: "Подписано",
    logHost:
      "Учредительная записка тоже пришла с этого сервера: сравните её с той, которую страна опубликовала в другом месте. С нею каждый может проверить весь журнал, не доверяя серверу:",
    logFounding: "Сохранить учредительную записку (founding.note)",
    logScripts: "Для чисел нужны скрипты. Всё остальное на этой странице работает без них.",
    recordTitle: "Открытый реестр страны",
    record:
      "Что страна делает против торговли людьми, внесённое ответственными организациями: план действий и его выполнение, законы, отчёты.",
    recordLink: "Прочитать и проверить открытый реестр",
    unchecked: "Этот язык ещё не проверен носителем.",
  },
  tg: {
    windowTitle: "Маълумот",
    exit: "Аз ин ҷо рафтан",
    languages: "Забонҳо",
    title: "Кумак",
    nowTitle: "Шумо дар хатаред?",
    now: [
      "Ба ҷое равед, ки одамон ҳастанд: мағоза, беморхона, истгоҳ.",
      "Ба рақами ёрии фаврии кишваре, ки дар он ҳастед, занг занед; номатонро гуфтан шарт нест.",
      "Аз ҳар сарҳадбон, милитсия, духтур ё консулгарӣ хоҳиш кунед, ки шуморо барои кумак фиристад; ҳама чизро гуфтан шарт нест.",
    ],
    questions: [
      {
        question: "Чунин касро мешиносед?",
        answers: [
          "Бо касе, ки ӯро назорат мекунад, рӯ ба рӯ нашавед.",
          "Аз худи шахс дар танҳоӣ пурсед, ки чӣ бехатар аст, ва бовар кунед.",
          "Агар шахс розӣ бошад, ба хати боварӣ, паноҳгоҳ ё корманд гӯед. Агар кӯдак бошад, фавран гӯед.",
        ],
      },
      {
        question: "Барои кор меравед?",
        answers: [
          "Ҳуҷҷатҳоро худатон нигоҳ доред. Нусхаро ба каси боваринок гузоред.",
          "Пеш аз пул додан ё сафар шартномаро ба забони худ, бо ном ва нишонии корфармо талаб кунед.",
          "Қарзи роҳ, ки бояд бо кор пардозед, огоҳӣ аст.",
          "Бо оила калимаеро қарор диҳед, ки маънояш: ба ман кумак лозим.",
        ],
      },
    ],
    rightsTitle: "Ҳуқуқҳои шумо",
    rights: [
      "Кумак ройгон аст ва барои он бо милитсия ё суд гап задан лозим нест.",
      "Шумо қарор медиҳед, ки чӣ ва ба кӣ гуфта шавад. «Не» гуфтан ва ҳар вақт бас кардан мумкин аст.",
      "Номатонро гуфтан шарт нест.",
      "Барои дидани он чи дар бораи шумо навишта шудааст ё бозпас гирифтани розигӣ ба ташкилоте муроҷиат кунед, ки ба шумо кумак мекунад.",
    ],
    aboutTitle: "Дар бораи Паноҳ",
    about:
      "Паноҳ одамонеро, ки шояд аз савдои одамон зарар дидаанд, аз вохӯрии аввал то кумак мебарад, ва қиссаи онҳо дар роҳ мӯҳршуда мемонад.",
    checkTitle: "Ин низомро чӣ гуна санҷидан мумкин аст",
    checkBack: "Бозгашт ба кумак",
    systemTitle: "Ин система чист",
    system: [
      "Корманд роҳхат менависад ва онро мӯҳр мекунад. Онро танҳо ташкилотҳое мекушоянд, ки шахс розӣ шудааст. Корманд онро дигар кушода наметавонад, сервер бошад ҳеҷ гоҳ наметавонист.",
      "Ҳар роҳхати мӯҳршуда дар журнали кушода изи худро мегузорад: нақши бе мазмун. Аз ин рӯ ҳеҷ чиз бесадо гум намешавад.",
      "Журналро шоҳидон имзо мекунанд. Агар он ду таърихи гуногун нишон диҳад, онҳо ва ҳама мебинанд.",
    ],
    logTitle: "Журнал ҳозир",
    logSize: "Сабтҳо",
    logRoot: "Изи ҳамаи сабтҳо",
    logWitnesses: "Шоҳидоне, ки имзояшон дуруст аст",
    logWitnessed:
      "Ин браузер санҷид: ин ҳолатро журнал ва шоҳидони кофӣ аз онҳое, ки ёддошти таъсисӣ ном мебарад, имзо кардаанд.",
    logUnwatched: "Ин браузер санҷид: ин ҳолатро журнал имзо кардааст. Шоҳид нест: ин озмоиш аст.",
    logLacking:
      "Аз шоҳидони ёддошти таъсисӣ хеле кам касон ин ҳолатро имзо кардаанд. Ё сервер онро аз онҳо пинҳон мекунад, ё шӯро шоҳидони дигарро ном бурдааст. Инро саҳифаи феҳристи кушода месанҷад.",
    logRefused: "Ин ҳолат нишон дода намешавад: имзоҳояш дуруст нест.",
    logTime: "Имзо шуд",
    logHost:
      "Ёддошти таъсисӣ низ аз ҳамин сервер омад: онро бо он чи кишвар дар ҷои дигар нашр кардааст, муқоиса кунед. Бо он ҳар кас тамоми журналро бе бовар ба сервер санҷида метавонад:",
    logFounding: "Нигоҳ доштани ёддошти таъсисӣ (founding.note)",
    logScripts: "Барои рақамҳо скрипт лозим аст. Чизи дигари ин саҳифа бе он кор мекунад.",
    recordTitle: "Феҳристи кушодаи кишвар",
    record:
      "Кишвар бар зидди савдои одамон чӣ мекунад, воридкардаи ташкилотҳои масъул: нақшаи амал ва пешрафти он, қонунҳо, гузоришҳо.",
    recordLink: "Хондан ва санҷидани феҳристи кушода",
    unchecked: "Ин забонро ҳанӯз соҳибзабон насанҷидааст.",
  },
  uz: {
    windowTitle: "Maʼlumot",
    exit: "Bu sahifadan chiqish",
    languages: "Tillar",
    title: "Yordam",
    nowTitle: "Siz xavf ostidamisiz?",
    now: [
      "Odamlar bor joyga boring: doʻkon, kasalxona, bekat.",
      "Siz turgan davlatning favqulodda yordam raqamiga qoʻngʻiroq qiling; ismingizni aytish shart emas.",
      "Har qanday chegarachi, militsiya xodimi, shifokor yoki konsuldan sizni yordamga yoʻllashni soʻrang; hammasini aytish shart emas.",
    ],
    questions: [
      {
        question: "Shunday odamni bilasizmi?",
        answers: [
          "Uni nazorat qilayotgan kishi bilan toʻqnashmang.",
          "Odamning oʻzidan yolgʻiz qolganda nima xavfsizligini soʻrang va javobiga ishoning.",
          "Odam rozi boʻlsa, ishonch telefoniga, boshpanaga yoki xodimga ayting. Bola boʻlsa, darhol ayting.",
        ],
      },
      {
        question: "Ishlashga ketyapsizmi?",
        answers: [
          "Hujjatlaringizni oʻzingizda saqlang. Nusxasini ishongan odamingizga qoldiring.",
          "Pul toʻlash yoki yoʻlga chiqishdan oldin oʻz tilingizda, ish beruvchining nomi va manzili bilan shartnoma soʻrang.",
          "Ishlab uzish kerak boʻlgan yoʻl qarzi — ogohlantirish.",
          "Oilangiz bilan «menga yordam kerak» degan maʼnodagi soʻzni kelishib oling.",
        ],
      },
    ],
    rightsTitle: "Sizning huquqlaringiz",
    rights: [
      "Yordam bepul va uni olish uchun militsiya yoki sud bilan gaplashish shart emas.",
      "Nima va kimga aytilishini siz hal qilasiz. «Yoʻq» deyish va istalgan payt toʻxtash mumkin.",
      "Ismingizni aytish shart emas.",
      "Siz haqingizda yozilganni koʻrish yoki roziligingizni qaytarib olish uchun sizga yordam beradigan tashkilotga murojaat qiling.",
    ],
    aboutTitle: "Panoh haqida",
    about:
      "Panoh odam savdosidan zarar koʻrgan boʻlishi mumkin boʻlgan odamlarni birinchi uchrashuvdan yordamgacha olib boradi, ularning qissasi yoʻlda muhrlangan holda qoladi.",
    checkTitle: "Bu tizimni qanday tekshirish mumkin",
    checkBack: "Yordamga qaytish",
    systemTitle: "Bu qanday tizim",
    system: [
      "Xodim yoʻllanma yozadi va uni muhrlaydi. Uni faqat odam rozi boʻlgan tashkilotlar ocha oladi. Xodim uni boshqa ocholmaydi, server esa hech qachon ocholmagan.",
      "Har bir muhrlangan yoʻllanma ochiq jurnalda iz qoldiradi: mazmunsiz iz. Shuning uchun hech narsa jimgina yoʻqolmaydi.",
      "Jurnalni guvohlar imzolaydi. U ikki xil tarix koʻrsatsa, ular va hamma koʻradi.",
    ],
    logTitle: "Jurnal hozir",
    logSize: "Yozuvlar",
    logRoot: "Barcha yozuvlarning izi",
    logWitnesses: "Imzosi toʻgʻri guvohlar",
    logWitnessed: "Bu brauzer tekshirdi: bu holatni jurnal va taʼsis yozuvi nomlagan guvohlardan yetarlisi imzolagan.",
    logUnwatched: "Bu brauzer tekshirdi: bu holatni jurnal imzolagan. Guvoh yoʻq: bu sinov.",
    logLacking:
      "Taʼsis yozuvidagi guvohlardan juda kami bu holatni imzolagan. Yo server uni ulardan yashirmoqda, yo kengash boshqa guvohlarni nomlagan. Buni ochiq reyestr sahifasi tekshiradi.",
    logRefused: "Bu holat koʻrsatilmaydi: imzolari toʻgʻri emas.",
    logTime: "Imzolangan",
    logHost:
      "Taʼsis yozuvi ham shu serverdan keldi: uni davlat boshqa joyda eʼlon qilgani bilan solishtiring. U bilan har kim serverga ishonmasdan butun jurnalni tekshira oladi:",
    logFounding: "Taʼsis yozuvini saqlash (founding.note)",
    logScripts: "Raqamlar uchun skript kerak. Sahifaning qolgani usiz ishlaydi.",
    recordTitle: "Mamlakatning ochiq reyestri",
    record:
      "Davlat odam savdosiga qarshi nima qilmoqda, masʼul tashkilotlar kiritgan: harakatlar rejasi va bajarilishi, qonunlar, hisobotlar.",
    recordLink: "Ochiq reyestrni oʻqish va tekshirish",
    unchecked: "Bu tilni ona tilida soʻzlashuvchi hali tekshirmagan.",
  },
  fa: {
    windowTitle: "اطلاعات",
    exit: "ترک این صفحه",
    languages: "زبان‌ها",
    title: "کمک",
    nowTitle: "آیا در خطرید؟",
    now: [
      "به جایی بروید که مردم هستند: فروشگاه، بیمارستان، ایستگاه.",
      "به شمارهٔ اضطراری کشوری که در آنید زنگ بزنید؛ لازم نیست نام خود را بگویید.",
      "از هر مأمور مرزی، پولیس، پزشک یا کنسولگری بخواهید شما را برای کمک ارجاع دهد؛ لازم نیست همه چیز را بگویید.",
    ],
    questions: [
      {
        question: "کسی را می‌شناسید؟",
        answers: [
          "با کسی که بر او تسلط دارد روبه‌رو نشوید.",
          "از خود شخص در تنهایی بپرسید چه امن است، و پاسخش را باور کنید.",
          "اگر راضی است، به خط تلفن کمک، پناهگاه یا مأمور بگویید. اگر کودک است، فوراً بگویید.",
        ],
      },
      {
        question: "برای کار می‌روید؟",
        answers: [
          "مدارک را خودتان نگه دارید. رونوشتی نزد کسی که به او اعتماد دارید بگذارید.",
          "پیش از پرداخت یا سفر، قراردادی به زبان خود با نام و نشانی کارفرما بخواهید.",
          "بدهی راه که باید با کار بپردازید هشدار است.",
          "با خانواده واژه‌ای قرار بگذارید که یعنی: کمک لازم دارم.",
        ],
      },
    ],
    rightsTitle: "حقوق شما",
    rights: [
      "کمک رایگان است و برای آن لازم نیست با پولیس یا دادگاه حرف بزنید.",
      "شما تصمیم می‌گیرید چه و به که گفته شود. می‌توانید نه بگویید و هر وقت خواستید متوقف شوید.",
      "لازم نیست نام خود را بگویید.",
      "برای دیدن آنچه دربارهٔ شما نوشته شده یا پس گرفتن رضایت، به سازمانی بگویید که به شما کمک می‌کند.",
    ],
    aboutTitle: "دربارهٔ پناه",
    about:
      "پناه کسانی را که شاید قربانی قاچاق انسان شده‌اند از نخستین دیدار به کمک می‌رساند، و سرگذشتشان در راه مهرشده می‌ماند.",
    checkTitle: "این سامانه را چگونه بسنجیم",
    checkBack: "بازگشت به کمک",
    systemTitle: "این سامانه چیست",
    system: [
      "مأمور ارجاع را می‌نویسد و مهر می‌کند. فقط سازمان‌هایی که شخص قبول کرده آن را باز می‌کنند. مأمور دیگر نمی‌تواند آن را باز کند و سرور هرگز نمی‌توانست.",
      "هر ارجاع مهرشده در دفتری همگانی ردی می‌گذارد: اثری بی‌محتوا. پس چیزی بی‌صدا گم نمی‌شود.",
      "شاهدان دفتر را امضا می‌کنند. اگر روزی دو گذشتهٔ متفاوت نشان دهد، آن‌ها و همه می‌بینند.",
    ],
    logTitle: "دفتر اکنون",
    logSize: "نوشته‌ها",
    logRoot: "اثر همهٔ نوشته‌ها",
    logWitnesses: "شاهدانی که امضایشان درست است",
    logWitnessed:
      "این مرورگر بررسی کرد: این حالت را دفتر و شمار کافی از شاهدانی که یادداشت بنیادین نام می‌برد امضا کرده‌اند.",
    logUnwatched: "این مرورگر بررسی کرد: این حالت را دفتر امضا کرده است. شاهدی نیست: این آزمایش است.",
    logLacking:
      "از شاهدان یادداشت بنیادین شمار بسیار کمی این حالت را امضا کرده‌اند. یا سرور آن را از ایشان پنهان می‌کند، یا شورا شاهدان دیگری را نام برده است. صفحهٔ اسناد باز این را می‌سنجد.",
    logRefused: "این حالت نشان داده نمی‌شود: امضاهایش درست نیست.",
    logTime: "زمان امضا",
    logHost:
      "یادداشت بنیادین نیز از همین سرور آمد: آن را با آنچه کشور جای دیگر منتشر کرده مقایسه کنید. با آن هر کس می‌تواند همهٔ دفتر را بدون اعتماد به سرور بررسی کند:",
    logFounding: "ذخیرهٔ یادداشت بنیادین (founding.note)",
    logScripts: "رقم‌ها به اسکریپت نیاز دارند. بقیهٔ این صفحه بدون آن کار می‌کند.",
    recordTitle: "اسناد باز کشور",
    record: "کشور در برابر قاچاق انسان چه می‌کند، به قلم سازمان‌های مسئول: برنامهٔ عمل و پیشرفتش، قانون‌ها، گزارش‌ها.",
    recordLink: "خواندن و سنجیدن اسناد باز",
    unchecked: "این زبان را هنوز اهل زبان بررسی نکرده است.",
  },
};
