// Times play their passage, lines get a button, and printing opens what is folded. Without scripts the page still reads:
// times are links to lines, and every clip has the browser's own controls.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const player = document.getElementById("player");
  const playing = document.getElementById("playing");
  let current = null;

  const stop = () => {
    if (current) current.pause();
    current = null;
    player.hidden = true;
    document.querySelectorAll(".sounding").forEach((line) => line.classList.remove("sounding"));
  };

  const play = (key, from) => {
    const audio = [...document.querySelectorAll("audio[data-key]")].find((one) => one.dataset.key === key);
    if (!audio) return;
    stop();
    current = audio;
    const begin = () => {
      audio.currentTime = Math.min(from, audio.duration || from);
      audio.play().catch(stop);
    };
    if (audio.readyState >= 1) begin();
    else {
      audio.addEventListener("loadedmetadata", begin, { once: true });
      audio.load();
    }
    audio.onended = stop;
    const line = audio.closest("li");
    line.classList.add("sounding");
    playing.textContent = audio.getAttribute("aria-label");
    player.hidden = false;
  };

  document.querySelectorAll("button[data-play]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const audio = button.nextElementSibling;
      if (current === audio) stop();
      else play(button.dataset.play, 0);
    });
  });
  document.querySelectorAll("a.time[data-clip]").forEach((link) => {
    link.addEventListener("click", () => play(link.dataset.clip, Number(link.dataset.from) || 0));
  });
  document.getElementById("stop").addEventListener("click", stop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => (one.open = true)));
})();
