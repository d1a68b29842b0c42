// <kb-resume>: on the home page, the way back to where the seller left off; `tasks.js` fills it.

import { define, Widget } from "../ui/widget.js";

define("kb-resume", Widget);
