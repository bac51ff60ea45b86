/** A program as the launcher sees it. */
import { type Environment, readEnv, type Values, type Variables } from "../../devices/lib/env.ts";
import { PARENT_PIPE } from "./child.ts";
import type { Permissions } from "./flags.ts";

/** What it takes to start a program, all of it computed before it runs. */
export interface Program {
  /** The module to run, from the repository's root. */
  readonly entry: string;
  /** Its settings. */
  readonly variables: Variables;
  /** Whether it imports packages of JSR, for which there may be stand-ins. */
  readonly jsr: boolean;
  /** The program that has to run before it, to its end. */
  readonly before?: string;
  /** Settings of V8, as `deno run --v8-flags` takes them. */
  readonly v8?: readonly string[];
  /**
   * What it may do, once its settings are checked.
   *
   * @throws {ConfigError} if a setting is wrong.
   */
  check(env: Environment, args: readonly string[]): Permissions;
}

/** A program by its own `config.ts`. */
export interface Definition<V extends Variables> {
  readonly entry: string;
  readonly jsr?: boolean;
  readonly before?: string;
  readonly v8?: readonly string[];
  readonly variables: V;
  /** Variables of the system that it reads besides. */
  readonly system?: readonly string[];
  /** The program's own check: throws a `ConfigError` if a setting or argument is wrong. */
  readConfig?(env: Environment, args: string[]): unknown;
  /** What it may do; the environment is that of `variables`, unless it says otherwise. */
  permissions(values: Values<V>, args: readonly string[]): Partial<Permissions>;
}

/** What every program reads besides its settings. */
const COMMON = [PARENT_PIPE];

/** Makes a program of its definition. */
export function program<V extends Variables>(definition: Definition<V>): Program {
  const { entry, jsr = false, before, v8, variables, system = [] } = definition;
  return {
    entry,
    jsr,
    before,
    v8,
    variables,
    check(settings, args) {
      const values = readEnv(variables, settings);
      definition.readConfig?.(settings, [...args]);
      const env = [...Object.keys(variables), ...system, ...COMMON];
      return { env, ...definition.permissions(values, args) };
    },
  };
}
