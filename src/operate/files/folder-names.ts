// What lies under which name in the folders of a host and a witness, for the commands that write it and for the doctor.

export const councilFolder = "council";
export const witnessFiles = { key: "witness.key", heads: "heads.db" } as const;
