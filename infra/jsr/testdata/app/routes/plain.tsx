import { define } from "../define.ts";

export default define.page(() => <p>No islands here</p>);
