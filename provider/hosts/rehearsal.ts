let isOn = false;

/** Says that this process only notes what a program declares, and makes nothing. */
export function beginRehearsal(): void {
  isOn = true;
}

/** Whether nothing is made here, so that what is still to be bought counts as bought: calls to it can be tried. */
export function isRehearsal(): boolean {
  return isOn;
}
