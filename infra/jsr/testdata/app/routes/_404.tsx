import { page } from "fresh";
import { define } from "../define.ts";

export const handler = define.handlers(() => page({}, { status: 404 }));

export default define.page(({ url }) => <h1>Nothing at {url.pathname}</h1>);
