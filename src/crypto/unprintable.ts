// A holder of a secret, which cannot be printed by accident: a log line, an error, JSON, a template string and the inspector all show "[secret]".
// The secret itself belongs into a private field of the class that extends this.
export abstract class Unprintable {
  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [Symbol.toPrimitive](): string {
    return "[secret]";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[secret]";
  }
}
