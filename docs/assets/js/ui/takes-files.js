// Whether this window can hand out a file.

import { agentName, hasFiles } from "../platform/out.js";

// An app's own window: known apps by name, the rest by what Android and iOS write into its agent.
const INSIDE = /MicroMessenger|\bQQ\/|AliApp|AliWorkbench|Qianniu|Lark\/|Feishu\/|DingTalk|Weibo|; wv\)/i;

/**
 * Tell whether a file can be handed out. The windows inside apps drop a download without a word, so only
 * the agent's name tells; one of Apple's that is not Safari's lacks that name, also from the home screen.
 * Even where this is true nobody knows whether a file arrived.
 *
 * @returns {boolean}
 */
export function takesFiles() {
  const agent = agentName();
  const inside = INSIDE.test(agent) || (/AppleWebKit\//.test(agent) && !/Safari\//.test(agent));
  return !inside && hasFiles();
}
