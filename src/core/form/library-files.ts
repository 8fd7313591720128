// The files of the library with the id of each version. Written by `npm run words`, which keeps the order of the rows.

import ageForm from "./library/age.json" with { type: "json" };
import appointmentForm from "./library/appointment.json" with { type: "json" };
import arrivalForm from "./library/arrival.json" with { type: "json" };
import askForm from "./library/ask.json" with { type: "json" };
import assignForm from "./library/assign.json" with { type: "json" };
import childForm from "./library/child.json" with { type: "json" };
import closeForm from "./library/close.json" with { type: "json" };
import close1Form from "./library/close-1.json" with { type: "json" };
import codedDataForm from "./library/coded-data.json" with { type: "json" };
import compensationForm from "./library/compensation.json" with { type: "json" };
import dangerForm from "./library/danger.json" with { type: "json" };
import exploitationForm from "./library/exploitation.json" with { type: "json" };
import firstLineForm from "./library/first-line.json" with { type: "json" };
import firstLine1Form from "./library/first-line-1.json" with { type: "json" };
import followUpForm from "./library/follow-up.json" with { type: "json" };
import followUp1Form from "./library/follow-up-1.json" with { type: "json" };
import goalForm from "./library/goal.json" with { type: "json" };
import healthForm from "./library/health.json" with { type: "json" };
import identificationForm from "./library/identification.json" with { type: "json" };
import involvedForm from "./library/involved.json" with { type: "json" };
import journeyForm from "./library/journey.json" with { type: "json" };
import justiceForm from "./library/justice.json" with { type: "json" };
import needsForm from "./library/needs.json" with { type: "json" };
import noteForm from "./library/note.json" with { type: "json" };
import outsideForm from "./library/outside.json" with { type: "json" };
import ownFileForm from "./library/own-file.json" with { type: "json" };
import ownWordForm from "./library/own-word.json" with { type: "json" };
import permitForm from "./library/permit.json" with { type: "json" };
import personForm from "./library/person.json" with { type: "json" };
import person1Form from "./library/person-1.json" with { type: "json" };
import punishedForm from "./library/punished.json" with { type: "json" };
import reachForm from "./library/reach.json" with { type: "json" };
import reach1Form from "./library/reach-1.json" with { type: "json" };
import receptionForm from "./library/reception.json" with { type: "json" };
import reflectionForm from "./library/reflection.json" with { type: "json" };
import returnForm from "./library/return.json" with { type: "json" };
import returnRiskForm from "./library/return-risk.json" with { type: "json" };
import reviewForm from "./library/review.json" with { type: "json" };
import riskForm from "./library/risk.json" with { type: "json" };
import safetyPlanForm from "./library/safety-plan.json" with { type: "json" };
import serviceForm from "./library/service.json" with { type: "json" };
import stayForm from "./library/stay.json" with { type: "json" };
import storyForm from "./library/story.json" with { type: "json" };
import taskForm from "./library/task.json" with { type: "json" };

export const libraryFiles: readonly (readonly [id: string, form: unknown])[] = [
  ["6a0b3fc2b50a2b64b49fa5aa6d6129bcd08ec64d0b478ccc0f6e6304ce0ce1fb", firstLine1Form],
  ["d2fb3803bf1c101eb463f878bf6c71f4a9a7cf48d330509a0ce118235c076eb6", firstLineForm],
  ["fea7da16df5644048b1f9b1994410bda345e2db2d6591459d221015117e9593a", dangerForm],
  ["e12c510f801ab07e76483a0a04965734990cee7aed4f343957204afcfa94ec3b", ageForm],
  ["dd2e21fe531bf13595dd3218afc4125cb8ac071afa4977460eee0567aacc2b42", person1Form],
  ["f5a1fc49e5219821f54c34a6aa48be11d7aa8290fc41c9b82341c32a9c8845cd", personForm],
  ["b80169935fb135859fef40024c0e255839f4c6c1d5f31db66205eea6d6c3dbbb", reachForm],
  ["423c762f5307a04105544e11bdf060d22d0d85095b1f67ca1e344e9fc5b014fd", storyForm],
  ["c76a85ca0c43a8ccbf3993582a3bd51d3389d99fa9da29563de15f779d4a0685", exploitationForm],
  ["48c60c77bfee3623069b7f03d6916211560d238762390b66df51d0b18e17f2c7", riskForm],
  ["8121344da1b06093e11f79e8c4be48228d0f9d1bb2edea43268343f19d1d617b", safetyPlanForm],
  ["86590b51aba83f4b6c46f317421dfbac634e210efe8edb586a84cb783bc9e9fd", childForm],
  ["792ed4bfea379f308c907d3ac907b333d710f45f6ef4553f06d8e58272ccff1b", reach1Form],
  ["3166c4bda1836249b26613b03b2434fed10d2b06cc52f01bef6fa4547be2d4ca", needsForm],
  ["33c2630e7f47577df935c7471b695b9f273d74968e7225930edb9f281fe2a184", goalForm],
  ["958ba764d9abe5485a7e913db210aadf3f4cafa9f5536e9aa8c7ff09fbc5c80c", serviceForm],
  ["937b645c2d7c8faa45936e736d305e68cd8f158d3010bb0bbd4821588fcfdfbb", askForm],
  ["f7f30105db5d9725c601601516f28a67bc1af0835c2ad712fa4d2a88a77cbbff", outsideForm],
  ["e00c093ec4bcf148ba4903dff1fa3d6180bb772b08dca3d30bfe719b2f0508ec", stayForm],
  ["22cef6d1213cd54db2599e38eca22320a616951a1d9c7032740544d8ac3756f7", appointmentForm],
  ["ff09753a4182e62af893f51bf24c0088a732156188dc8e3c57425ca4da058406", taskForm],
  ["23f0e65a20bf5809f59253c6a1da49a864f9976e109e1a89f3c254414f713825", noteForm],
  ["ffbb8975492a70a4bef04bb2f92a194f0ce7b3e682b6a2ab67b896cd52541c4e", assignForm],
  ["9727b964364282a2ff3c1e5fd6b310fc4df5ec4c45b2a2a424d65b58c025f50e", healthForm],
  ["52397ac66a1d8eb2bdddb4cbdd9e91128ee1eca5d4ce38e3d452a5990d74e7ba", reflectionForm],
  ["75c29092ef0c5a8189af321d8c28060cd0d5eb19217298d6fc927ea6cb7785ab", identificationForm],
  ["e5dbf4dcf25633960178e9ab8cf8320604379f7ba922c8fe1a1e71b633d90daf", reviewForm],
  ["4d8eec66a44e68671345cb9da64e2203b295e690f073a20c0249368c76f68cb1", permitForm],
  ["9d819f8e9746b50a991b9bf3438147bf4b5beda28a8d9386c763c71bd224bb48", justiceForm],
  ["5ae5794d2350863c5efb78da55575469ca3a8798b640418e1720b81c55fd61b0", involvedForm],
  ["afb49c8cd949c57a23a41d1e73ba76010f603b9a4205cadf018777ed975824b2", journeyForm],
  ["900ac68c02194c0f5085faba158638eaf232d390b368fb2e28a38f56d9d2d353", punishedForm],
  ["5efc3caf92475bd7f886afe3af94a69b874afd0f74e89a6ad521b9e0ff0b4081", compensationForm],
  ["abe64c49a80cd800424d9575c682efae1992728a5f1ce8567102a70c5a9e095d", receptionForm],
  ["1112f197ce04367874da90806d4416feb2a03d0cbb193d2f9070a3441705cf68", returnForm],
  ["a3ac21baa29f7dde5b03f058b26450d34de44d5aabe82266b6e437a33dc3d65b", returnRiskForm],
  ["69db381cac0457654b04d526e3a670111342a301109d4ef2f1b7599f72eb8b96", arrivalForm],
  ["6211bb41dae8f85249a3479c57462862a72e06e90da73a18ac68da645a31bb25", close1Form],
  ["26b0cab1e67bc0ab313a0f3a195976cd3c94415b706674221355366fa09172d7", closeForm],
  ["444f7b10ddc9005fa4b9a6975ebe8b195e7b50c7633ce9fe4f0e5a6175b1300a", followUp1Form],
  ["7128b71db82aa8983edb0e060dce85c2a68771f2bb837f36cfaa7f2ffae78db1", followUpForm],
  ["d5cd049f0076d0d2ee60a485f62dca9926f27008983d76999d9eeaedce318361", ownWordForm],
  ["1f35850f1f30ed5651748a3efe03a0e626a1ef393937cdef79c5c4c37dc33961", ownFileForm],
  ["263c97e57d9777835f0bd00af7e1c29021528736df2421dec15ed425b619b532", codedDataForm],
];
