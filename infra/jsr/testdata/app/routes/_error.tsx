import { HttpError } from "fresh";
import { define } from "../define.ts";

export default define.page(({ error }) => (
  <h1>{error instanceof HttpError ? `${error.status} ${error.message}` : "Something broke"}</h1>
));
