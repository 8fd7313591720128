// What each fact means that no source reports under a key of its own, in English: the sentences of the table in docs/spec/assessment.md. This
// file is the source of the keys; figures have their definitions beside their names.

export const definitions = {
  "laws-in-force": "Acts and articles of any subject whose newest stage is in force at the end of the period.",
  "trafficking-laws":
    "Acts and articles on trafficking itself, or of a comprehensive law on it, whose newest stage is in force at the end of the period.",
  "laws-adopted": "Articles, or acts without articles, that were adopted or came into force in the period.",
  "laws-in-preparation": "Acts and articles whose newest stage is a draft or a bill in parliament.",
  "comprehensive-law": "The newest stage of a comprehensive law on trafficking by the end of the period.",
  "penalty-minimum": "The lowest minimum penalty of imprisonment in the articles on trafficking that are in force.",
  "penalty-maximum": "The highest maximum penalty of imprisonment in the articles on trafficking that are in force.",
  "investigations-carried-over":
    "Cases of trafficking in which an investigation began before the period, and which were not charged, prosecuted, tried, judged, dropped or turned into another offence before it.",
  "investigations-ongoing":
    "Cases of trafficking in which an investigation began by the end of the period, and which were not charged, prosecuted, tried, judged, dropped or turned into another offence by then.",
  "investigations-child-victims": "Cases of trafficking children in which an investigation began in the period.",
  "prosecutions-carried-over":
    "Cases of trafficking that were charged, prosecuted or tried before the period, and not judged, dropped or turned into another offence before it; that somebody fled ends no case.",
  "prosecutions-child-victims": "Cases of trafficking children that went to prosecution in the period.",
  "prosecutions-ongoing": "Cases whose newest event by the end of the period is a charge, a prosecution or a trial.",
  "convictions-child-victims": "Persons convicted in the period of trafficking children.",
  "convictions-other-article":
    "Persons convicted in the period, for whatever offence, under none of the articles under which they were charged.",
  appeals: "Cases in which an appeal was made in the period.",
  fugitives: "Persons who fled from proceedings for trafficking in the period.",
  "investigations-sexual": "Investigations of trafficking for sexual exploitation.",
  "prosecutions-sexual": "Prosecutions of trafficking for sexual exploitation.",
  "victims-foreign":
    "Persons identified as victims in the period who are not citizens of the country, as sources report.",
  "convictions-sexual": "Persons convicted of trafficking for sexual exploitation.",
  "investigations-labour": "Investigations of trafficking for forced labour.",
  "prosecutions-labour": "Prosecutions of trafficking for forced labour.",
  "convictions-labour": "Persons convicted of trafficking for forced labour.",
  "investigations-other": "Investigations of trafficking for other forms than sexual exploitation and forced labour.",
  "prosecutions-other": "Prosecutions of trafficking for other forms than sexual exploitation and forced labour.",
  "convictions-other": "Persons convicted of trafficking for other forms than sexual exploitation and forced labour.",
  "sentence-lowest": "The shortest term of imprisonment in convictions of the period, suspended ones too.",
  "sentence-highest": "The longest term of imprisonment in convictions of the period, suspended ones too.",
  confiscations: "Cases in which a conviction of the period came with confiscation.",
  fines: "The sum of fines in verdicts of the period, for each currency.",
  "officials-fled": "Officials who fled from proceedings in the period.",
  "officials-imprisoned":
    "Officials convicted in the period, for whatever offence, whose imprisonment was not suspended.",
  "special-units": "Units of the police or the prosecution that exist at the end of the period.",
  breaches: "Occasions in the period on which victims were punished for what they were made to do.",
  "breaches-remedied":
    "Victims punished in the period who were released or compensated, or whose punishment was annulled.",
  shelters: "Shelters open at the end of the period.",
  services: "Services and programmes for victims at the end of the period.",
  "services-government":
    "Services and programmes for victims at the end of the period that the government pays for, alone or with others.",
  "bodies-formed": "Commissions, committees, working groups, units and centres formed in the period.",
  "body-meetings":
    "Meetings and decisions of commissions, committees, working groups, units and centres in the period.",
  "plans-in-force": "National plans in force at the end of the period.",
  "plans-in-preparation": "National plans of which a working group or a draft is the newest stage.",
  "plan-stage": "The newest stage of a national plan by the end of the period.",
  "measures-done": "Measures of a plan that were reported as done in the period.",
  "measures-due": "Measures of a plan whose time ends in the period.",
  "measures-overdue":
    "Measures of a plan in force whose time was over by the end of the period and that were neither done nor dropped.",
  "plan-budget":
    "The budgets of measures that begin in the period, each whole in the period in which it begins, without measures of plans that are still drafts, for each currency.",
  "plan-spending":
    "What the progress of measures dated in the period says was spent since the row before, for each currency.",
  trainings:
    "Training sessions in the period; rows that name one session count as one, and the short lessons of the program are not counted.",
  "trained-by-lessons":
    "Officers’ devices on which the short lessons of the program were done in the period, as the organisation that counts them enters it. Devices are counted, not people.",
  "law-enforcement-trained":
    "Participants of trainings in the period who are police, border guards, investigators, prosecutors or judges, and devices of such officers on which the short lessons were done.",
  "law-enforcement-sessions":
    "Training sessions in the period for police, border guards, investigators, prosecutors or judges; rows that name one session count as one, and the short lessons of the program are not counted.",
  "consuls-trained":
    "Participants of trainings in the period who are consuls, and devices of consuls on which the short lessons were done.",
  "peacekeepers-trained":
    "Participants of trainings in the period who are peacekeepers, and devices of peacekeepers on which the short lessons were done.",
  campaigns: "Campaigns begun in the period.",
  "brochure-actions": "Distributions of brochures in the period.",
  "resource-centres": "Resource centres open at the end of the period.",
  "recruiter-licences":
    "Licences given to recruiters of labour in the period; an entry that does not say how many counts as one.",
  "recruiter-finds": "Cases that inspections of recruiters of labour found in the period.",
  "border-checks": "Checks at borders in the period.",
  "border-finds": "Persons found by checks at borders in the period.",
  research: "Pieces of research in the period.",
  "demand-actions": "Actions in the period against the demand for what is exploited.",
  "assessments-published":
    "Assessments of the country’s own efforts in this year that were published, one for each scheme.",
  agreements: "Agreements with other countries and with organisations that hold at the end of the period.",
  "shared-actions": "Prevention in the period together with organisations that are not the government.",
  "legal-assistance-sent": "Requests for mutual legal assistance sent to other countries in the period.",
  "legal-assistance-received": "Requests for mutual legal assistance received from other countries in the period.",
  "requests-answered": "Received requests that were answered in the period.",
  "finding-corruption": "How widespread corruption is found to be.",
  "finding-border-control": "How effective control of the borders is found to be.",
  "finding-border-monitoring": "Whether borders are watched for signs of trafficking.",
  "finding-law-enforcement-training": "Whether law enforcement is trained on trafficking.",
  "finding-victims-encouraged-to-cooperate": "Whether victims are encouraged to help in proceedings.",
  "finding-victim-protection": "Whether victims are protected.",
  "finding-reintegration-programme": "Whether there are programmes for reintegration.",
  "finding-witness-protection": "Whether witnesses in proceedings are protected.",
  "finding-victims-punished": "Whether victims are punished for what they were made to do.",
  "finding-referral-system": "Whether there is a system to refer victims to those who help.",
  "finding-cooperation-on-investigations": "Whether the country works with others on investigations.",
  "finding-consular-tools": "Whether consulates have the means to identify and help victims.",
  "finding-national-plan": "Whether there is a national plan.",
  "finding-cooperation-with-ngos":
    "Whether the government works with non-governmental and international organisations.",
  "finding-problem-recognised": "Whether the government recognises the problem.",
  "finding-state-forced-labour": "Whether the state itself makes people work.",
  "finding-identification-procedures": "Whether there are procedures for identifying victims.",
  "finding-demand-reduction": "Whether the demand for what is exploited is reduced.",
  "finding-extradition": "Whether the country extradites for trafficking.",
  "finding-public-assessment": "Whether the country publishes an assessment of its own efforts.",
  "finding-prosecution-trend":
    "What a source says of efforts to investigate and prosecute against the year before, without a number.",
  "finding-protection-trend":
    "What a source says of efforts to protect and help victims against the year before, without a number.",
  routes: "Who is taken where, row by row, as sources tell it for the period.",
};

/** A definition for each of these facts. */
export type Definitions = { readonly [F in keyof typeof definitions]: string };
