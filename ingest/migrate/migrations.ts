/** The numbered SQL files that make the tables. */

/** One file of SQL. */
export interface Migration {
  /** The file's name. Files are applied in the order of their names. */
  readonly name: string;
  readonly statements: readonly string[];
  /** Of what the statements say, however they are laid out and commented. */
  readonly hash: string;
}

const FOLDER = new URL("./sql/", import.meta.url);

/** Reads the SQL files, in order. */
export async function readMigrations(folder = FOLDER): Promise<Migration[]> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".sql"));
  return await Promise.all(
    names.sort().map(async (name) =>
      toMigration(name, await Deno.readTextFile(new URL(name, folder)))
    ),
  );
}

/** A migration by the text of its file: statements end with a semicolon, comments begin with `--`. */
export async function toMigration(name: string, text: string): Promise<Migration> {
  const statements = text.replaceAll(/^\s*--.*$/gm, "").split(/;\s*$/m)
    .map((statement) => statement.replaceAll(/\s+/g, " ").trim())
    .filter((statement) => statement !== "");
  return { name, statements, hash: await sha256(statements.join(";")) };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}
