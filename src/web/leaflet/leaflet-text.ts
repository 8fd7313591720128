// The words of the public leaflet in every language. English is the source; the others were not checked by a native speaker.
// General advice only: no telephone number stands here, because an old number does harm.
import type { Language } from "../text/languages.ts";

export interface LeafletText {
  /** Neutral, since it stays in the browser's history. */
  readonly windowTitle: string;
  readonly exit: string;
  readonly languages: string;
  readonly title: string;
  readonly lead: string;
  readonly questions: readonly { readonly question: string; readonly answers: readonly string[] }[];
  readonly rightsTitle: string;
  readonly rights: readonly string[];
  readonly systemTitle: string;
  readonly system: readonly string[];
  readonly logTitle: string;
  readonly logSize: string;
  readonly logWitnesses: string;
  readonly logTime: string;
  readonly logHost: string;
  readonly logScripts: string;
  readonly recordTitle: string;
  readonly record: string;
  readonly recordLink: string;
  readonly unchecked: string;
}

export const leafletTexts: Readonly<Record<Language, LeafletText>> = {
  en: {
    windowTitle: "Information",
    exit: "Leave this page",
    languages: "Languages",
    title: "Help, and a log that everyone can check",
    lead: "Panoh brings people who may have been trafficked from a first contact to help, without their story lying open anywhere.",
    questions: [
      {
        question: "Are you in danger?",
        answers: [
          "Go where other people are: a shop, a hospital, a station.",
          "Call the emergency number of the country you are in. You need not give your name.",
          "You can ask any border or police officer, doctor or consulate to refer you to help. You need not tell everything.",
        ],
      },
      {
        question: "Do you know somebody?",
        answers: [
          "Do not face the one who controls the person.",
          "Ask the person alone what is safe, and believe the answer.",
          "If the person agrees, tell a hotline, a shelter or an officer. If it is a child, tell them at once.",
        ],
      },
      {
        question: "Are you leaving for work?",
        answers: [
          "Keep your papers yourself. Leave a copy with someone you trust.",
          "Before you pay or travel, ask for a contract in your language, with the employer’s name and address.",
          "A debt for the journey that you must work off is a warning.",
          "Agree on a word with your family that means: I need help.",
        ],
      },
    ],
    rightsTitle: "Your rights",
    rights: [
      "Help costs nothing, and you need not speak to the police or a court to get it.",
      "You decide what is told, and to whom. You can say no, and you can stop at any time.",
      "You need not give your name.",
      "Later you can ask to see what is written about you, and you can take your yes back.",
    ],
    systemTitle: "What this system is",
    system: [
      "An officer writes a referral and seals it. Only the organisations that the person agreed to can open it. The officer cannot open it again, and the host of the system never could.",
      "Every sealed referral leaves a trace in a public log: a fingerprint without content. So nothing can quietly disappear.",
      "Witnesses sign the log. If it ever showed two different histories, they and everyone else would see it.",
    ],
    logTitle: "The log now",
    logSize: "Entries",
    logWitnesses: "Witnesses that signed the newest state",
    logTime: "Signed at",
    logHost: "These figures are what this host says. Anyone can check them, without trusting the host:",
    logScripts: "The figures need scripts. Everything else on this page works without.",
    recordTitle: "The country’s open record",
    record:
      "What the country does against trafficking, entered by those who answer for it: the plan of action and its progress, laws, reports.",
    recordLink: "Read and check the open record",
    unchecked: "",
  },
  ru: {
    windowTitle: "Информация",
    exit: "Уйти отсюда",
    languages: "Языки",
    title: "Помощь и журнал, который может проверить каждый",
    lead: "Panoh ведёт людей, которые могли пострадать от торговли людьми, от первой встречи к помощи, и их история нигде не лежит открытой.",
    questions: [
      {
        question: "Вы в опасности?",
        answers: [
          "Идите туда, где есть люди: в магазин, больницу, на вокзал.",
          "Позвоните по номеру экстренной помощи страны, где вы находитесь. Имя называть не обязательно.",
          "Любого пограничника, милиционера, врача или консула можно попросить направить вас за помощью. Рассказывать всё не обязательно.",
        ],
      },
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
      "Помощь бесплатна, и для неё не нужно говорить с полицией или судом.",
      "Вы решаете, что и кому рассказать. Можно сказать «нет» и остановиться в любой момент.",
      "Имя называть не обязательно.",
      "Позже вы можете попросить показать, что о вас записано, и взять своё «да» назад.",
    ],
    systemTitle: "Что это за система",
    system: [
      "Сотрудник пишет направление и запечатывает его. Открыть его могут только организации, на которые согласился человек. Сотрудник больше не может его открыть, а сервер не мог никогда.",
      "Каждое запечатанное направление оставляет след в открытом журнале: отпечаток без содержания. Поэтому ничто не может тихо исчезнуть.",
      "Журнал подписывают свидетели. Если бы он показал две разные истории, это увидели бы они и все остальные.",
    ],
    logTitle: "Журнал сейчас",
    logSize: "Записей",
    logWitnesses: "Свидетелей подписали новейшее состояние",
    logTime: "Подписано",
    logHost: "Так говорит этот сервер. Проверить может каждый, не доверяя серверу:",
    logScripts: "Для чисел нужны скрипты. Всё остальное на этой странице работает без них.",
    recordTitle: "Открытые записи страны",
    record:
      "Что страна делает против торговли людьми, внесённое теми, кто за это отвечает: план действий и его выполнение, законы, отчёты.",
    recordLink: "Прочитать и проверить открытые записи",
    unchecked: "Этот язык ещё не проверен носителем.",
  },
  tg: {
    windowTitle: "Маълумот",
    exit: "Аз ин ҷо рафтан",
    languages: "Забонҳо",
    title: "Кумак ва дафтаре, ки ҳар кас санҷида метавонад",
    lead: "Паноҳ одамонеро, ки шояд аз савдои одамон зарар дидаанд, аз вохӯрии аввал то кумак мебарад ва қиссаи онҳо дар ҳеҷ ҷо кушода намемонад.",
    questions: [
      {
        question: "Шумо дар хатаред?",
        answers: [
          "Ба ҷое равед, ки одамон ҳастанд: мағоза, беморхона, истгоҳ.",
          "Ба рақами ёрии фаврии кишваре, ки дар он ҳастед, занг занед. Номатонро гуфтан шарт нест.",
          "Аз ҳар сарҳадбон, милитсия, духтур ё консулгарӣ хоҳиш карда метавонед, ки шуморо барои кумак фиристанд. Ҳама чизро гуфтан шарт нест.",
        ],
      },
      {
        question: "Чунин касро мешиносед?",
        answers: [
          "Бо касе, ки ӯро назорат мекунад, рӯ ба рӯ нашавед.",
          "Аз худи шахс дар танҳоӣ пурсед, ки чӣ бехатар аст, ва бовар кунед.",
          "Агар шахс розӣ бошад, ба хатти боварӣ, паноҳгоҳ ё корманд гӯед. Агар кӯдак бошад, фавран гӯед.",
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
      "Баъдтар метавонед навиштаи дар бораи худро бинед ва розигии худро пас гиред.",
    ],
    systemTitle: "Ин система чист",
    system: [
      "Корманд роҳхат менависад ва онро мӯҳр мекунад. Онро танҳо ташкилотҳое мекушоянд, ки шахс розӣ шудааст. Корманд онро дигар кушода наметавонад, сервер бошад ҳеҷ гоҳ наметавонист.",
      "Ҳар роҳхати мӯҳршуда дар дафтари кушода изи худро мегузорад: нақши бе мазмун. Аз ин рӯ ҳеҷ чиз бесадо гум намешавад.",
      "Дафтарро шоҳидон имзо мекунанд. Агар он ду таърихи гуногун нишон диҳад, онҳо ва ҳама мебинанд.",
    ],
    logTitle: "Дафтар ҳозир",
    logSize: "Сабтҳо",
    logWitnesses: "Шоҳидоне, ки ҳолати навтаринро имзо карданд",
    logTime: "Имзо шуд",
    logHost: "Ин рақамҳоро ин сервер мегӯяд. Ҳар кас, бе бовар ба сервер, санҷида метавонад:",
    logScripts: "Барои рақамҳо скрипт лозим аст. Чизи дигари ин саҳифа бе он кор мекунад.",
    recordTitle: "Сабтҳои кушодаи кишвар",
    record:
      "Кишвар бар зидди савдои одамон чӣ мекунад, воридкардаи онҳое, ки ҷавобгаранд: нақшаи амал ва пешрафти он, қонунҳо, ҳисоботҳо.",
    recordLink: "Хондан ва санҷидани сабтҳои кушода",
    unchecked: "Ин забонро ҳанӯз соҳибзабон насанҷидааст.",
  },
  uz: {
    windowTitle: "Maʼlumot",
    exit: "Bu sahifadan chiqish",
    languages: "Tillar",
    title: "Yordam va hamma tekshira oladigan jurnal",
    lead: "Panoh odam savdosidan zarar koʻrgan boʻlishi mumkin boʻlgan odamlarni birinchi uchrashuvdan yordamgacha olib boradi va ularning qissasi hech qayerda ochiq turmaydi.",
    questions: [
      {
        question: "Siz xavf ostidamisiz?",
        answers: [
          "Odamlar bor joyga boring: doʻkon, kasalxona, bekat.",
          "Siz turgan davlatning favqulodda yordam raqamiga qoʻngʻiroq qiling. Ismingizni aytish shart emas.",
          "Har qanday chegarachi, militsiya xodimi, shifokor yoki konsuldan sizni yordamga yoʻllashni soʻrashingiz mumkin. Hammasini aytish shart emas.",
        ],
      },
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
      "Keyinroq siz haqingizda yozilganni koʻrishingiz va roziligingizni qaytarib olishingiz mumkin.",
    ],
    systemTitle: "Bu qanday tizim",
    system: [
      "Xodim yoʻllanma yozadi va uni muhrlaydi. Uni faqat odam rozi boʻlgan tashkilotlar ocha oladi. Xodim uni boshqa ocholmaydi, server esa hech qachon ocholmagan.",
      "Har bir muhrlangan yoʻllanma ochiq jurnalda iz qoldiradi: mazmunsiz iz. Shuning uchun hech narsa jimgina yoʻqolmaydi.",
      "Jurnalni guvohlar imzolaydi. U ikki xil tarix koʻrsatsa, ular va hamma koʻradi.",
    ],
    logTitle: "Jurnal hozir",
    logSize: "Yozuvlar",
    logWitnesses: "Eng yangi holatni imzolagan guvohlar",
    logTime: "Imzolangan",
    logHost: "Bu raqamlarni shu server aytadi. Serverga ishonmasdan har kim tekshira oladi:",
    logScripts: "Raqamlar uchun skript kerak. Sahifaning qolgani usiz ishlaydi.",
    recordTitle: "Davlatning ochiq yozuvlari",
    record:
      "Davlat odam savdosiga qarshi nima qilmoqda, buning uchun javob beradiganlar kiritgan: harakatlar rejasi va bajarilishi, qonunlar, hisobotlar.",
    recordLink: "Ochiq yozuvlarni oʻqish va tekshirish",
    unchecked: "Bu tilni ona tilida soʻzlashuvchi hali tekshirmagan.",
  },
  fa: {
    windowTitle: "اطلاعات",
    exit: "ترک این صفحه",
    languages: "زبان‌ها",
    title: "کمک، و دفتری که هر کس می‌تواند بررسی کند",
    lead: "پناه کسانی را که شاید قربانی قاچاق انسان شده‌اند از نخستین دیدار به کمک می‌رساند، بی‌آنکه سرگذشتشان جایی باز بماند.",
    questions: [
      {
        question: "آیا در خطرید؟",
        answers: [
          "به جایی بروید که مردم هستند: فروشگاه، بیمارستان، ایستگاه.",
          "به شمارهٔ اضطراری کشوری که در آنید زنگ بزنید. لازم نیست نام خود را بگویید.",
          "از هر مأمور مرزی، پولیس، پزشک یا کنسولگری می‌توانید بخواهید شما را برای کمک ارجاع دهد. لازم نیست همه چیز را بگویید.",
        ],
      },
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
      "بعداً می‌توانید آنچه دربارهٔ شما نوشته شده ببینید و رضایت خود را پس بگیرید.",
    ],
    systemTitle: "این سامانه چیست",
    system: [
      "مأمور ارجاع را می‌نویسد و مهر می‌کند. فقط سازمان‌هایی که شخص قبول کرده آن را باز می‌کنند. مأمور دیگر نمی‌تواند آن را باز کند و میزبان هرگز نمی‌توانست.",
      "هر ارجاع مهرشده در دفتری همگانی ردی می‌گذارد: اثری بی‌محتوا. پس چیزی بی‌صدا گم نمی‌شود.",
      "شاهدان دفتر را امضا می‌کنند. اگر روزی دو گذشتهٔ متفاوت نشان دهد، آن‌ها و همه می‌بینند.",
    ],
    logTitle: "دفتر اکنون",
    logSize: "نوشته‌ها",
    logWitnesses: "شاهدانی که تازه‌ترین حالت را امضا کردند",
    logTime: "زمان امضا",
    logHost: "این رقم‌ها را این میزبان می‌گوید. هر کس می‌تواند بدون اعتماد به میزبان بررسی کند:",
    logScripts: "رقم‌ها به اسکریپت نیاز دارند. بقیهٔ این صفحه بدون آن کار می‌کند.",
    recordTitle: "اسناد باز کشور",
    record:
      "کشور در برابر قاچاق انسان چه می‌کند، به قلم کسانی که پاسخ‌گوی آن‌اند: برنامهٔ عمل و پیشرفتش، قانون‌ها، گزارش‌ها.",
    recordLink: "خواندن و سنجیدن اسناد باز",
    unchecked: "این زبان را هنوز اهل زبان بررسی نکرده است.",
  },
};
