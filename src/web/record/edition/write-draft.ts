// How the parts of the writer's desk write into the draft.
import type { Row } from "../../../core/registers/row.ts";
import type { Engine } from "../../engine.ts";

export type WriteDraft = (rows: readonly Row<"draft">[]) => ReturnType<Engine["record"]["enter"]>;
