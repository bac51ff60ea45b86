import { define } from "../../define.ts";

export default define.page(({ state }) => <p>admin {state.user}</p>);
