/** Whether a key is part of what somebody writes. */
export function isTyping({ target }: Event): boolean {
  return target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
