/** The pipeline page in the browser: what asks for its report, and when. */
import { effect } from "@preact/signals";
import { fetchPipeline, fetchSpike } from "../api.ts";
import { isDue } from "../live/due.ts";
import { onVisit } from "../live/on_visit.ts";
import { held } from "../live/held.ts";
import { clock, serverNow } from "../live/session.ts";
import { queriedRange, rangeQuery, type RangeText, stretchRange } from "../range/range_text.ts";
import type { PipelineModel } from "./model.ts";
import type { Picked } from "./page_data.ts";

/** A live report is asked for again after this, or after a step if that is longer, in ms. */
const EVERY = 10_000;

/** What the page's controls call. */
export interface PipelineControls {
  go(range: RangeText): void;
  zoom(from: number, to: number): void;
  backToLive(): void;
  reload(): void;
  /** Picks out a step or nothing, and asks who made it. */
  pick(picked: Picked | null): void;
  /** Shows what an address asks for. */
  visit(range: RangeText, picked: Picked | null): void;
}

/** The controls of a model. */
export function pipelineControls(model: PipelineModel): PipelineControls {
  const report = asker(model);
  const spike = asker(model);
  const reload = () =>
    report((signal) => fetchPipeline(rangeQuery(model.range.peek()), signal), (answer) => {
      model.report.value = answer;
    });
  const go = (range: RangeText) => {
    model.go(range);
    history.pushState(null, "", addressOf(model));
    reload();
  };
  const show = (picked: Picked | null) => {
    model.pick(picked);
    if (picked === null) return;
    spike((signal) => fetchSpike(picked.at, picked.width, signal), (detail) => {
      model.detail.value = detail;
    });
  };
  return {
    go,
    zoom: (from, to) => go(stretchRange(from, to, serverNow())),
    backToLive: () => go(model.lastLive),
    reload,
    pick(picked) {
      show(picked);
      history.replaceState(null, "", addressOf(model));
    },
    visit(range, picked) {
      model.go(range);
      reload();
      show(picked);
    },
  };
}

/** Keeps a live report new and follows the address; returns how to stop. */
export function runPipeline(model: PipelineModel, controls: PipelineControls): () => void {
  let asked = serverNow();
  const visited = () => {
    const query = new URLSearchParams(location.search);
    controls.visit(queriedRange(query, "1h"), queriedStep(query));
  };
  const stops = [
    effect(() => {
      const now = clock.value;
      const every = Math.max(EVERY, model.report.value.step_ms);
      if (now === 0 || !model.isLive.value || !isDue(now, asked, every)) return;
      asked = now;
      controls.reload();
    }),
    effect(() => {
      held.value = model.isLive.value
        ? null
        : { range: model.range.value, back: controls.backToLive };
    }),
    onVisit(visited),
  ];
  return () => stops.forEach((stop) => stop());
}

/** The address of what a model shows. */
export function addressOf(model: PipelineModel): string {
  const picked = model.picked.peek();
  const spike = picked === null ? "" : `&spike=${picked.at}&width=${picked.width}`;
  return `/pipeline?${rangeQuery(model.range.peek())}${spike}`;
}

/** What `addressOf` says is picked. */
function queriedStep(query: URLSearchParams): Picked | null {
  const at = query.get("spike");
  return at === null ? null : { at: Number(at), width: Number(query.get("width") ?? 1000) };
}

/** Asks one question at a time; a newer one takes the place of the one under way. */
function asker(model: PipelineModel) {
  let asked = new AbortController();
  return <T>(ask: (signal: AbortSignal) => Promise<T>, take: (answer: T) => void): void => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    model.isBusy.value = true;
    ask(signal).then((answer) => {
      take(answer);
      model.problem.value = null;
    }).catch((error) => {
      if (!signal.aborted) model.problem.value = error.message;
    }).finally(() => {
      if (!signal.aborted) model.isBusy.value = false;
    });
  };
}
