// Signing out in one tab leaves in the others too: what they show was for whoever was signed in. Without scripts a tab
// shows what it shows until it is asked for something.
"use strict";
(() => {
  if (!("BroadcastChannel" in window)) return;
  const tabs = new BroadcastChannel("session");
  if (!document.querySelector('form[action="/sign-out"]')) {
    // The page for signing in, which is shown where nobody is signed in.
    tabs.postMessage("nobody");
    return;
  }
  tabs.addEventListener("message", () => {
    location.replace(`/sign-in?then=${encodeURIComponent(location.pathname + location.search)}`);
  });
})();
