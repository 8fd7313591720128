// Invented cases of a year, as organisations count them: made from a seed, so that each run has the same. Nobody of them exists.
import type { CaseToCount } from "../../src/core/year-count.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { seededBytes } from "./country.ts";

/** So many cases of one organisation, with about the shares of a real register: most are women, a fifth agreed to no class. */
export function countedCases(seed: string, n: number): readonly CaseToCount[] {
  const bytes = seededBytes(seed);
  const draw = (below: number) => (((bytes(2)[0] ?? 0) * 256 + (bytes(2)[1] ?? 0)) % 65_521) % below;
  const pick = <T>(...of: readonly T[]): T => of[draw(of.length)] as T;
  return Array.from({ length: n }, (): CaseToCount => {
    const caseId = encodeHex(bytes(32));
    const agreed = draw(5) > 0;
    const isFormal = draw(3) === 0;
    const said = <T>(value: T) => (agreed ? value : "not-said");
    return {
      caseId,
      salt: encodeHex(bytes(16)),
      ofYear: {
        facts: [
          "victims-identified",
          ...(draw(10) > 0 ? (["victims-presumed"] as const) : []),
          ...(isFormal ? (["formal-identifications"] as const) : []),
          ...(draw(4) > 0 ? (["victims-referred"] as const) : []),
          ...(draw(8) > 0 ? (["victims-assisted"] as const) : []),
          ...(draw(12) === 0 ? (["victims-refused"] as const) : []),
        ],
        days: isFormal ? 5 + draw(60) : null,
        traits: {
          sex: said(pick("women", "women", "women", "men")),
          age: said(pick("18-29", "18-29", "30-", "9-17")),
          forms: [said(pick("forced-labour", "forced-labour", "sexual-exploitation", "forced-begging"))],
          recognisedBy: said(pick("border", "police", "provider", "provider")),
          citizenship: [said(pick("TJ", "TJ", "UZ"))],
          countries: [said(pick("KZ", "KZ", "TR"))],
        },
      },
      answers: [
        {
          fact: draw(4) > 0 ? "referrals-accepted" : "referrals-declined",
          referral: encodeHex(bytes(32)),
          reason: null,
        },
      ],
    };
  });
}
