// Gives the widgets life. Without this file every page still reads as lists and letters.

import { Checklist } from "./checklist.js";
import { Template } from "./template.js";
import { Triage } from "./triage.js";

customElements.define("kb-checklist", Checklist);
customElements.define("kb-template", Template);
customElements.define("kb-triage", Triage);
