// What we use of pg, which brings no declarations. Checked against version 8.23.1.
declare module "pg" {
  interface Field {
    readonly name: string;
  }

  /** Rows of values as arrays. */
  export interface QueryArrayResult {
    /** The first word of what was done: SELECT, COMMIT, ROLLBACK … */
    readonly command: string;
    readonly rows: readonly (readonly unknown[])[];
    readonly fields: readonly Field[];
  }

  interface ArrayQuery {
    readonly text: string;
    /** The server keeps the statement under this name as long as the connection lasts. */
    readonly name?: string;
    readonly values?: readonly unknown[];
    readonly rowMode: "array";
  }

  interface Notice {
    readonly severity: string | undefined;
  }

  interface ClientConfig {
    readonly host?: string | undefined;
    readonly port?: number | undefined;
    readonly user?: string | undefined;
    readonly database?: string | undefined;
    /** Asked when the server wants one. */
    readonly password: (of: PasswordFor) => Promise<string | undefined>;
    readonly ssl: false | (import("node:tls").SecureContextOptions & { readonly rejectUnauthorized: boolean });
    readonly options: string;
    readonly application_name: string;
    readonly client_encoding: "UTF8";
    readonly connectionTimeoutMillis: number;
    readonly keepAlive: true;
    /** Each query is sent at once, whatever was answered before; they are answered in order. */
    readonly pipeline: true;
    readonly types: { readonly getTypeParser: (oid: number) => (text: string) => unknown };
  }

  /** Where a connection leads, after the environment was asked for what was not given. */
  export interface PasswordFor {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  }

  export class Client {
    constructor(config: ClientConfig);
    connect(): Promise<unknown>;
    /** One result, or for several statements in one text, each of which has no values, one of each. */
    query(query: ArrayQuery): Promise<QueryArrayResult | readonly QueryArrayResult[]>;
    on(event: "error", heard: (error: Error) => void): this;
    on(event: "end", heard: () => void): this;
    on(event: "notice", heard: (notice: Notice) => void): this;
    /** Says goodbye once all that was asked is answered. */
    end(): Promise<void>;
    readonly connection: { readonly stream: { destroy(): void } };
  }
}
