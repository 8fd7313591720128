// What stands in a link between the address of the app and the invitation (EN6c). A browser sends nothing of it to anybody. Apart from the rest, for the
// first screen.
export const invitationFragment = "#invitation=";
