// The short lessons in Uzbek. Not checked by a native speaker.
import type { LessonText } from "./lesson-text.ts";

export const uzbek: LessonText = {
  lessons: {
    who: {
      title: "Bu kimning boshiga tushishi mumkin",
      parts: [
        "Odam savdosi uch qismdan iborat:",
        [
          "nima qilinadi: odamni yollashadi, olib ketishadi, yashirishadi yoki qabul qilishadi;",
          "qanday: kuch, tahdid, aldov bilan yoki odamning boshqa chorasi yoʻqligidan foydalanib;",
          "nima uchun: majburiy mehnat, jinsiy ekspluatatsiya, qullik yoki tobelik, aʼzosini olish va shunga oʻxshash narsa.",
        ],
        "18 yoshgacha «qanday» shart emas.",
        "Safarga yoki ishga rozi boʻlgan odam ekspluatatsiyaga rozi boʻlmagan.",
        "Bu har kim boʻlishi mumkin: ayollar, erkaklar va bolalar, shu yerlik yoki chet ellik, uzoqda yoki uyida. Isbotlash shart emas. Siz payqaysiz va yordamga yoʻl ochasiz.",
      ],
      question:
        "Odam chet elda yaxshi haq toʻlanadigan qurilish ishiga rozi boʻlib ketdi. U yerda hujjatlarini olib qoʻyishdi va haq toʻlashmayapti. Bu odam savdosi boʻlishi mumkinmi?",
      options: {
        agreed: {
          says: "Yoʻq. Odam oʻzi rozi boʻlib ketgan.",
          why: "Safarga yoki ishga rozilik ekspluatatsiyaga rozilik emas. Aldov yoki zoʻrlikdan keyin u hisobga oʻtmaydi.",
        },
        wages: {
          says: "Yoʻq. Bu ish haqi ustidagi bahs.",
          why: "Ish haqi toʻlanmasligining oʻzi mehnat inspeksiyasining ishi boʻlishi mumkin. Hujjatlar olib qoʻyilgan boʻlsa, bundan ortiq boʻlishi mumkin: yordam taklif qiling.",
        },
        "may-be": {
          says: "Boʻlishi mumkin. Yordam taklif qilaman.",
          why: "Yolgʻon vaʼda, olib qoʻyilgan hujjatlar va haqsiz ish bir-biriga mos keladi. Isbotlash shart emas: boshqalar aniqlaguncha yordam boshlanishi mumkin.",
        },
      },
    },
    signs: {
      title: "Belgilar",
      parts: [
        "Hech bir belgi isbot emas va hech biri doim boʻlavermaydi. Biri qoʻrqadi, biri xotirjam, yana birining sizdan jahli chiqadi.",
        "Yordam haqida oʻylash uchun shulardan bittasi yetarli:",
        [
          "hujjatlari boshqa odamda;",
          "odam erkin keta olmaydi;",
          "zoʻravonlik;",
          "ishlab uzish kerak boʻlgan qarz;",
          "ishlashga, tilanchilikka, jinsiy xizmatga yoki jinoyatga majburlash.",
        ],
        "Boshqa uchta belgi birga ham shuncha degani; bola uchun yoki yoshiga shubha boʻlsa, ikkita.",
        "Faqat oʻzingiz koʻrgan yoki odam oʻz xohishi bilan aytgan narsani belgilang. Dastur maslahat beradi; siz qaror qilasiz.",
      ],
      question: "Ishchining pasporti ish beruvchida. Ishchi jilmayib, hammasi yaxshi deydi. Nima qilasiz?",
      options: {
        "ask-alone": {
          says: "Ishchi bilan yolgʻiz gaplashaman va yordam taklif qilaman.",
          why: "Hujjatlar boshqa odam qoʻlida boʻlishi yordam haqida oʻylash uchun yetarli. Ish beruvchi yaqinida turganda jilmayish kam narsani bildiradi.",
        },
        "all-well": {
          says: "Hech narsa: ishchi shikoyat qilmayapti.",
          why: "Koʻplar shikoyat qilmaydi: qoʻrqadi yoki kuzatuv ostida. Boshqa hech kim eshitmaganda soʻrang.",
        },
        proof: {
          says: "Bu odam savdosi, deyman: pasport buni isbotlaydi.",
          why: "Hech bir belgi isbot emas. Nimani payqaganingizni va qanday yordam borligini ayting; bu nima boʻlganini boshqalar aniqlaydi.",
        },
      },
    },
    talk: {
      title: "Birinchi suhbat",
      parts: [
        [
          "Avval xavfsizlik. Biror narsa soʻrashdan oldin odamni xavfsiz joyga olib boring.",
          "Yolgʻiz gaplashing, birga kelganlarning hammasidan uzoqda. Oʻz tarjimoningiz boʻlsin, telefon orqali ham boʻladi: hech qachon hamroh, qarindosh yoki ish beruvchi emas.",
          "Oʻtirishga joy va suv taklif qiling. Kimligingizni va nega soʻrayotganingizni ayting.",
          "Ochiq savol bering, kam va har birini bir marta. Tafsilotlarni yordam beradiganlarga qoldiring. Bajara olmaydigan narsani vaʼda qilmang.",
          "Bola: avval vasiyni yoki bolalar mutaxassisini chaqiring. Ungacha faqat xavfsizlik uchun keragini soʻrang.",
        ],
      ],
      question:
        "Odam sizning tilingizda gapirmaydi. Birga ketayotgan qarindoshi tarjima qilishni taklif qiladi. Nima qilasiz?",
      options: {
        relative: {
          says: "Rozi boʻlaman: qarindoshiga ishonadi.",
          why: "Nazorat qilayotgan kishi aynan qarindoshi boʻlishi yoki boshqalarga aytib berishi mumkin. Unda hech kim erkin gapirmaydi.",
        },
        "own-interpreter": {
          says: "Qarindoshidan boshqa joyda kutishni soʻrayman va tarjimon chaqiraman.",
          why: "Shunda odam erkin gapira oladi va birga kelganlardan hech kim javoblarni eshitmaydi.",
        },
        "in-front": {
          says: "Odam qoʻrqyaptimi, deb qarindoshining oldida soʻrayman.",
          why: "Rost javob xavf keltirishi mumkin. Bunday narsani yolgʻiz soʻrang.",
        },
      },
    },
    rights: {
      title: "Huquqlar",
      parts: [
        [
          "Yordam koʻrsatma berishga ham, militsiya yoki sud bilan gaplashishga ham bogʻliq emas.",
          "Odam «yoʻq» deyishi, javob bermasligi va istalgan payt toʻxtashi mumkin. «Yoʻq»dan yomonlik boʻlmaydi.",
          "Odamlar majburlangan ishi, masalan soxta hujjat uchun jazolanmasligi kerak. Buni prokuratura va sud hal qiladi: vaʼda qilmang.",
          "Odam aytgani maxfiy. Hech kim eshitmaydigan joyda soʻrang, suratga olmang va boshqa joyda bu haqda gapirmang.",
          "Ekranni odamga qarating: u yerda huquqlar oʻz tilida yozilgan.",
        ],
      ],
      question: "Odamda soxta hujjat bor va u koʻrsatma berishni xohlamaydi. Endi nima?",
      options: {
        "statement-first": {
          says: "Avval koʻrsatma, keyin yordam.",
          why: "Yordam hech qachon koʻrsatmaga bogʻliq emas. Bu haqda odam keyin, dam olgach qaror qiladi.",
        },
        promise: {
          says: "Hujjatlar uchun hech narsa boʻlmaydi, deb vaʼda qilaman.",
          why: "Buni bila olmaysiz: prokuratura va sud hal qiladi. Bunda huquqshunos yordam berishi mumkinligini ayting.",
        },
        "help-now": {
          says: "Yordam hozir. Koʻrsatma haqida odam keyin qaror qiladi.",
          why: "Yordam uchun hech kim qarzdor emas. Soxta hujjatdan foydalanishga majburlangan odam buning uchun jazolanmasligi kerak; bunda huquqshunos yordam berishi mumkin.",
        },
      },
    },
    consent: {
      title: "Rozilik",
      parts: [
        [
          "Har bir tashkilot uchun, nomini aytib, rozilik soʻrang; roziliksiz u yerga hech narsa ketmaydi. Nima berilishini ayting. Ism va aloqa ixtiyoriy.",
          "Odam keyinroq rozilikni qaytarib olishi mumkin. Shundan keyin boshqa hech narsa berilmaydi.",
          "Kattalar oʻzi qaror qiladi, siz boshqacha qaror qilgan boʻlsangiz ham.",
          "Faqat hayot xavf ostida boʻlsa va odam gapira olmasa, yoʻllanma roziliksiz ketishi mumkin. Dastur buni soʻraydi.",
          "Bola uchun bolaning eng yaxshi manfaati muhim, mustaqil vasiy bilan birga. Bolaning oʻzini ham tinglang.",
        ],
      ],
      question: "Katta yoshli odam yoʻllanmaga «yoʻq» deydi. Siz undan xavotirdasiz. Nima qilasiz?",
      options: {
        "accept-no": {
          says: "Hech narsa yubormayman, varaqani koʻrsataman va istalgan payt qaytish mumkinligini aytaman.",
          why: "Kattalar oʻzi qaror qiladi. Hozir hayot xavf ostida boʻlsa, har kim uchun chaqirganday yordam chaqiring.",
        },
        "send-anyway": {
          says: "Baribir yuboraman: shunisi yaxshi.",
          why: "Odam siz koʻrmayotgan xavfni bilishi mumkin, «yoʻq»qa qarshi yoʻllanma esa ishonchni buzadi.",
        },
        "without-name": {
          says: "Yuboraman, lekin ismsiz.",
          why: "Ismsiz yoʻllanma ham oʻsha odam haqida. Roziliksiz hech narsa yuborilmaydi.",
        },
      },
    },
    "hand-over": {
      title: "Yuborish va undan keyin",
      parts: [
        [
          "Tarmoqsiz ham yuborish mumkin: yoʻllanma shu qurilmada muhrlangan holda turadi va oʻzi ketadi.",
          "Siz uni boshqa ocholmaysiz, qurilmangizni olgan kishi ham. Qurilma yoʻqoldimi? Darhol maʼmurga ayting.",
          "«Shu telefonda saqlandi», «Yuborildi» va «Mustaqil tasdiqlandi» yoʻllanma qayergacha yetganini koʻrsatadi. Tasdiqlangach, u sezdirmay yoʻqolmaydi. Faqat «Javob keldi» javobdir.",
          "Kimdir kelguncha yoki yoʻl aniq boʻlguncha odam bilan qoling.",
          "Odam qayerga ketishini hech kimga aytmang, hamkasblarga ham.",
        ],
      ],
      question:
        "Siz yoʻllanma yubordingiz. Dastur aytadi: «Ularning qurilmasi qabul qilib oldi; hali hech kim javob bermadi.» Odam kuta olmaydi. Nima qilasiz?",
      options: {
        wait: {
          says: "Kutaman: yetib bordi, demak kimdir keladi.",
          why: "Buni ularning dasturi oʻzi aytadi, balki boʻsh xonada. Bu javob emas.",
        },
        telephone: {
          says: "Tashkilotga qoʻngʻiroq qilaman va odam bilan qolaman.",
          why: "Kutib boʻlmaganda telefon tezroq. Yoʻllanma baribir oʻz yoʻlida ketadi.",
        },
        "shift-book": {
          says: "Keyingi xodim uchun ism va tashkilotni navbatchilik daftariga yozaman.",
          why: "Navbatchilik daftarini koʻp kishi oʻqiydi. Keyingi xodim faqat odam kutayotganini va yolgʻiz qolmasligi kerakligini bilsa yetadi.",
        },
      },
    },
  },
  says: {
    title: "Qisqa darslar",
    lead: "Olti dars, hammasi taxminan oʻn daqiqa. Istalgan payt toʻxtash mumkin: oʻtilgani saqlanadi. Yoʻllanmani istalgan payt, darslar bilan yoki ularsiz yozish mumkin.",
    due: "Siz ularni oʻtgansiz: {date}. Yana bir marta oʻtish vaqti keldi.",
    progress: "{of} darsdan {n}-dars",
    done: "Oʻtildi",
    "told-title": "Nima saqlanadi va nima aytiladi",
    "told-kept": "Bu qurilma qaysi darslar oʻtilganini saqlaydi. Javoblarni saqlamaydi.",
    "told-sealed":
      "Oltalasi oʻtilganda u bitta satrni muhrlaydi, uni {name} va mustaqil tekshiruvchilar oʻqiydi: tashkilotingizning ({own}) bir qurilmasi bu darslarni oʻtgani. Satrda shu qurilmaning raqami bor, ism, javob va baho yoʻq.",
    "told-nobody":
      "Bu mamlakatda darslarni hali hech kim sanamaydi, shuning uchun hech narsa aytilmaydi. Kimdir sanay boshlasa, qurilma oʻsha uchun bitta satrni muhrlaydi: tashkilotingizning ({own}) bir qurilmasi bu darslarni oʻtgani. Satrda shu qurilmaning raqami bor, ism, javob va baho yoʻq.",
    "told-others": "Boshqalar faqat nechta qurilma oʻtganini oy va kasb boʻyicha koʻradi.",
    "finished-title": "Oltalasi oʻtildi",
    finished: "Oʻtildi: {date}. Yana bir marta: {again}.",
    "finished-sealed": "Bu muhrlandi. Oluvchi: {name}. Unda hech kimning ismi yoʻq.",
    "finished-sealed-nobody": "Bu muhrlandi. Unda hech kimning ismi yoʻq.",
    "finished-goes": "Hozir tarmoq yoʻq: hali ketmagani shu qurilmada muhrlangan holda turadi va oʻzi ketadi.",
    "finished-waits": "Bu shu qurilmada turadi va imkon boʻlishi bilan oʻzi muhrlanadi. Oluvchi: {name}.",
    "finished-nobody":
      "Darslarni hali hech kim sanamaydi. Bu shu qurilmada turadi va kimdir sanay boshlasa, oʻzi muhrlanadi.",
    all: "Barcha darslar",
    question: "Bitta savol",
    check: "Javobni tekshirish",
    choose: "Javoblardan birini tanlang.",
    right: "Toʻgʻri.",
    wrong: "Bu emas.",
    again: "Boshqa javobni tanlang. Javoblar saqlanmaydi.",
    next: "Keyingi dars",
  },
};
