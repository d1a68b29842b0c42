// The engine as the worker loads it: one classic script with all that search computes with.

import { searcher } from "./show.js";

Object.assign(self, { searcher });
