// The short lessons in English: the source of all others. Plain and short; what each claim rests on is in docs/lessons.md.
import type { LessonsWords } from "./lesson-text.ts";

export const english = {
  lessons: {
    who: {
      title: "Whom it can happen to",
      parts: [
        "Trafficking has three parts:",
        [
          "what is done: a person is recruited, moved, hidden or taken in;",
          "how: by force, threats, lies, or by using that the person has no other way;",
          "what for: forced work, sexual exploitation, slavery or servitude, taking an organ, or the like.",
        ],
        "Under 18 the “how” is not needed.",
        "Somebody who agreed to a journey or a job did not agree to be exploited.",
        "It can be anybody: women, men and children, from here or from abroad, far away or at home. You do not have to prove it. You notice it, and open the way to help.",
      ],
      question:
        "A person agreed to well-paid building work abroad. There somebody took their documents, and no wages are paid. Could this be trafficking?",
      options: {
        agreed: {
          says: "No. The person agreed to go.",
          why: "Consent to a journey or a job is not consent to exploitation. After lies or force it does not count.",
        },
        wages: {
          says: "No. It is a quarrel about wages.",
          why: "Unpaid wages alone may be a matter for the labour inspection. If documents were taken away too, it may be more: offer help.",
        },
        "may-be": {
          says: "It may be. I offer help.",
          why: "A false promise, taken documents and unpaid work fit together. You do not have to prove it: help can begin while others find out.",
        },
      },
    },
    signs: {
      title: "Signs",
      parts: [
        "No sign is proof, and none is always there. One person is afraid, another calm, another angry with you.",
        "One of these is enough to think of help:",
        [
          "somebody else holds the documents;",
          "the person is not free to leave;",
          "violence;",
          "a debt that must be worked off;",
          "being forced to work, to beg, to give sexual services or to commit crimes.",
        ],
        "Three other signs together say as much; for a child, or when you doubt the age, two.",
        "Tick only what you saw, or what the person said freely. The app suggests; you decide.",
      ],
      question: "An employer holds a worker’s passport. The worker smiles and says that all is well. What do you do?",
      options: {
        "ask-alone": {
          says: "I speak with the worker alone and offer help.",
          why: "Documents in the hands of somebody else are enough to think of help. While the employer is near, a smile says little.",
        },
        "all-well": {
          says: "Nothing: the worker does not complain.",
          why: "Many do not complain: they are afraid, or watched. Ask when nobody else can hear.",
        },
        proof: {
          says: "I say that this is trafficking: the passport proves it.",
          why: "No sign is proof. Say what you noticed, and what help there is; others decide what it was.",
        },
      },
    },
    talk: {
      title: "The first talk",
      parts: [
        [
          "Danger first. Bring the person to safety before you ask anything.",
          "Speak alone, away from everybody who came along. Use an interpreter of your own, by phone if need be: never a companion, a relative or the employer.",
          "Offer a seat and water. Say who you are and why you ask.",
          "Ask open questions, few, and each once. Leave the details to those who will help. Promise nothing that you cannot keep.",
          "A child: first call a guardian or a specialist for children. Until then ask only what safety needs.",
        ],
      ],
      question:
        "A person does not speak your language. A relative who travels along offers to interpret. What do you do?",
      options: {
        relative: {
          says: "I accept: the person trusts the relative.",
          why: "The relative may be the one who controls, or may tell others. Nobody speaks freely then.",
        },
        "own-interpreter": {
          says: "I ask the relative to wait elsewhere, and call an interpreter.",
          why: "So the person can speak freely, and nobody who came along hears the answers.",
        },
        "in-front": {
          says: "I ask, in front of the relative, whether the person is afraid.",
          why: "A true answer could bring danger. Ask such things alone.",
        },
      },
    },
    rights: {
      title: "Rights",
      parts: [
        [
          "Help does not depend on a statement, nor on speaking to the police or a court.",
          "The person may say no, leave questions open and stop at any time. Nothing bad happens after a no.",
          "People should not be punished for what they were forced to do, such as using false documents. Prosecutors and courts decide that: do not promise it.",
          "What the person says is confidential. Ask where nobody listens, take no photographs, and speak of it nowhere else.",
          "Turn the screen to the person: there they read their rights in their own language.",
        ],
      ],
      question: "A person has false documents and does not want to make a statement. What now?",
      options: {
        "statement-first": {
          says: "First the statement, then help.",
          why: "Help never depends on a statement. About that the person decides later, after some rest.",
        },
        promise: {
          says: "I promise that nothing will happen because of the documents.",
          why: "You cannot know that: prosecutors and courts decide it. Say that a lawyer can help with it.",
        },
        "help-now": {
          says: "Help now. About a statement the person decides later.",
          why: "Nobody has to pay or do anything for help. Nobody should be punished for using false documents when they were forced to; a lawyer can help with that.",
        },
      },
    },
    consent: {
      title: "Consent",
      parts: [
        [
          "Ask for consent to each organisation, by its name; without consent nothing goes there. Say what will be shared. Name and contact are optional.",
          "The person can withdraw consent later. From then on nothing more is shared.",
          "Adults decide for themselves, even if you would decide otherwise.",
          "Only if a life is in danger and the person cannot speak, the referral may go without consent. The app asks for that.",
          "For a child, the best interests of the child count, with an independent guardian. Hear the child all the same.",
        ],
      ],
      question: "An adult says no to the referral. You are worried about them. What do you do?",
      options: {
        "accept-no": {
          says: "I send nothing, show the leaflet and say that they can come back at any time.",
          why: "Adults decide for themselves. If a life is in danger now, call help as you would for anybody.",
        },
        "send-anyway": {
          says: "I send it all the same: it is for the best.",
          why: "The person may know of a danger that you do not see. A referral against their will destroys trust.",
        },
        "without-name": {
          says: "I send it, but without the name.",
          why: "A referral without a name is about the same person. Without consent nothing is sent.",
        },
      },
    },
    "hand-over": {
      title: "Sending, and after",
      parts: [
        [
          "You can send without a network: the referral stays sealed on this phone and is sent by itself later.",
          "You cannot open it again, and neither can anybody who takes your device. Is the device lost? Tell your administrator at once.",
          "“Saved on this phone”, “Sent” and “Confirmed independently” say how far it is. Once confirmed, it cannot disappear unseen. Only “Answered” is an answer.",
          "Stay with the person until somebody comes or the way is clear.",
          "Do not tell anybody where the person goes, not even colleagues.",
        ],
      ],
      question:
        "You have sent a referral. The app says: “Their device received it; nobody has answered yet.” The person cannot wait. What do you do?",
      options: {
        wait: {
          says: "I wait: it has arrived, so somebody will come.",
          why: "Their device reports that by itself, perhaps in an empty room. It is no answer.",
        },
        telephone: {
          says: "I telephone the organisation and stay with the person.",
          why: "If somebody cannot wait, a telephone is quicker. The referral is on its way in any case.",
        },
        "shift-book": {
          says: "I write the name and the organisation into the shift book, for the next officer.",
          why: "A shift book has many readers. The next officer needs to know only that somebody waits and must not be alone.",
        },
      },
    },
  },
  says: {
    title: "Short lessons",
    lead: "Six lessons, about ten minutes in all. You can stop at any time: what is done stays done. You can make referrals at any time, with or without the lessons.",
    due: "You did them on {date}. Please do them again.",
    progress: "Lesson {n} of {of}",
    done: "Done",
    "told-title": "What is stored and reported",
    "told-kept": "This device stores which lessons are done. It stores no answers.",
    "told-sealed":
      "When all six are done, this device seals one line for {name} and the independent reviewers: a device of your organisation ({own}) did these lessons. The line has the number of this device, but no name, answer or mark.",
    "told-nobody":
      "Nobody counts lessons in this country yet, so nothing is reported. Once an organisation counts them, this device seals one line for it: a device of your organisation ({own}) did these lessons. The line has the number of this device, but no name, answer or mark.",
    "told-others": "Everybody else sees only how many did them, by month and profession.",
    "finished-title": "All six are done",
    finished: "Done on {date}. They are due again on {again}.",
    "finished-sealed": "That is sealed for {name}. Nobody’s name is in it.",
    "finished-sealed-nobody": "That is sealed. Nobody’s name is in it.",
    "finished-goes":
      "There is no network now. What was not sent yet stays sealed on this device and is sent by itself.",
    "finished-waits": "This stays on this device. It is sealed for {name} as soon as possible.",
    "finished-nobody":
      "Nobody counts lessons yet. This stays on this device. It is sealed once an organisation counts them.",
    all: "All lessons",
    question: "One question",
    check: "Check answer",
    choose: "Choose one of the answers.",
    right: "Right.",
    wrong: "Not this one.",
    again: "Choose another answer. No answer is stored.",
    next: "Next lesson",
  },
} as const satisfies { readonly lessons: LessonsWords; readonly says: Readonly<Record<string, string>> };
