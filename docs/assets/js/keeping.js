// What a page does when it has long been there, fetched then: keep a copy for when there is no network, offer a newer one.

import { watch } from "./offline/new-version.js";

watch();
