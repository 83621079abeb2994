// A little help on top of pages that work without it: nothing here is needed to do the work.
(function () {
  "use strict";
  // One click, one sending: the idempotency key makes a second one harmless, this makes it invisible.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(function () { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
  // Steps 3 and 4 of a draft: counting again as boxes change.
  document.querySelectorAll("form[data-recount]").forEach(function (form) {
    var waiting;
    form.addEventListener("change", function (event) {
      if (!event.target.closest("[data-counts]")) return;
      clearTimeout(waiting);
      waiting = setTimeout(function () {
        fetch(form.dataset.recount, { method: "POST", body: new FormData(form), headers: { "X-Part": "count" } })
          .then(function (answer) { return answer.ok ? answer.text() : null; })
          .then(function (html) {
            var place = document.getElementById("dem");
            if (html && place) place.innerHTML = html;
          })
          .catch(function () { /* "Đếm lại" still works */ });
      }, 300);
    });
  });
  // The progress of opening and of reading looks again by itself; the link "Cập nhật" does the same.
  var fresh = document.querySelector("[data-refresh]");
  if (fresh) {
    var look = function () {
      fetch(location.href, { headers: { "X-Part": "progress" } })
        .then(function (answer) { return answer.ok ? answer.text() : null; })
        .then(function (html) {
          if (!html) return;
          var page = new DOMParser().parseFromString(html, "text/html");
          var next = page.querySelector("[data-refresh]");
          if (!next) { location.reload(); return; }
          // Only what is new is said aloud again.
          if (fresh.innerHTML !== next.innerHTML) fresh.innerHTML = next.innerHTML;
          setTimeout(look, 1500);
        })
        .catch(function () { setTimeout(look, 5000); });
    };
    setTimeout(look, 1500);
  }
  // The source beside a draft: following a link to a line marks it without leaving the form.
  var summary = document.getElementById("loi");
  if (summary) summary.focus();
}());
