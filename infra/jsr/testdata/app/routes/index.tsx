import { Head } from "fresh/runtime";
import { define } from "../define.ts";
import Counter, { Label } from "../islands/Counter.tsx";
import Clock from "./(_islands)/Clock.tsx";

export default define.page(({ state }) => (
  <>
    <Head>
      <title>Islands</title>
      <meta name="description" content="a page with islands" />
    </Head>
    <p>Hello {state.user}</p>
    <Counter start={3} note='</script><!-- "quoted" é' />
    <div>
      <Counter start={4} key="a:b" />
      <Label text="named" />
    </div>
    <Clock />
    <img src="/dot.svg" alt="a dot" />
  </>
));
