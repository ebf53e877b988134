// Acts on their way: sent one after the other, kept in order while there is no connection.
const AGAIN = 3000; // milliseconds between attempts

export class Queue {
  // `hooks`: before(act) fills what is only known now; done(answer, act); state(name, number)
  // with "sending", "offline", "login" or "idle".
  constructor(hooks) {
    this.hooks = hooks;
    this.acts = [];
    this.busy = false;
    addEventListener("online", () => this.send());
    addEventListener("beforeunload", (event) => {
      if (this.acts.length) event.preventDefault();
    });
  }

  add(act) {
    this.acts.push(act);
    this.send();
  }

  // The newest act that nobody has tried to send yet, taken out again.
  drop() {
    const last = this.acts.at(-1);
    return last && !last.tried ? this.acts.pop() : null;
  }

  async send() {
    if (this.busy) return;
    clearTimeout(this.timer);
    this.busy = true;
    while (this.acts.length) {
      const act = this.acts[0];
      if (this.hooks.before(act) === false) {
        this.acts.shift();
        continue;
      }
      this.hooks.state("sending", this.acts.length);
      const answer = await post(act);
      if (answer.failed) {
        this.busy = false;
        this.hooks.state(answer.failed, this.acts.length);
        this.timer = setTimeout(() => this.send(), AGAIN);
        return;
      }
      this.acts.shift();
      this.follow(answer.versions);
      this.hooks.done(answer, act);
    }
    this.busy = false;
    this.hooks.state("idle", 0);
  }

  // What waits was decided on rows that the act before it has changed: that is no other person.
  follow(versions) {
    for (const act of this.acts) {
      const [before, after] = versions[act.fields.citation] ?? [];
      if (before !== undefined && Number(act.fields.version) === before) act.fields.version = after;
    }
  }
}

async function post(act) {
  const fields = {...act.fields, ...(act.tried ? {again: "1"} : {})};
  act.tried = true;
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
  const headers = {"X-Desk": "part", "X-CSRFToken": token};
  try {
    const response = await fetch(act.url, {method: "POST", headers, body: new URLSearchParams(fields)});
    if (response.status >= 500) return {failed: "offline"};
    if (response.redirected) return {failed: "login"};
    const versions = JSON.parse(response.headers.get("X-Desk-Versions") ?? "{}");
    const part = response.headers.get("X-Desk") === "part";
    return {status: response.status, part: part ? await response.text() : null, versions};
  } catch {
    return {failed: "offline"};
  }
}
