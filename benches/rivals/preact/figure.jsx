// Pictures, video and sound.
import { inlines, media } from "./inlines.jsx";
import { Words, words } from "./words.jsx";

const SIZES = "(min-width: 54em) 52em, 100vw";

export function figure({ media: shown, caption, credit }, hero = false) {
  const [first] = shown;
  const tall = shown.length === 1 && first.image?.height > first.image?.width;
  const kind = tall ? "figure tall" : hero ? "figure hero" : "figure";
  const content = shown.map((one) => medium(one, hero));
  return (
    <figure class={kind} part="figure">
      {shown.length > 1 ? <div class="gallery">{content}</div> : content}
      {(caption || credit) && (
        <figcaption>
          {inlines(caption)}
          {credit && " "}
          {credit && (
            <small class="credit">
              <Words>{words("picture-credit", { credit })}</Words>
            </small>
          )}
        </figcaption>
      )}
    </figure>
  );
}

export function gallery({ figures, caption }) {
  return (
    <figure class="figure" part="figure">
      <div class="gallery">{figures.map((one) => figure(one))}</div>
      {caption && <figcaption>{inlines(caption)}</figcaption>}
    </figure>
  );
}

/** A small picture beside words that already say what it is about. */
export function thumbnail(picture) {
  return image(picture, "auto, 8em", false);
}

function medium({ image: picture, video, audio }, hero) {
  if (picture) return image(picture, hero ? SIZES : `auto, ${SIZES}`, hero);
  if (audio) return <audio controls preload="metadata" src={media(audio.src)} />;
  const { src, poster, width, height } = video;
  const preload = poster ? "none" : "metadata";
  return (
    <video controls playsinline preload={preload} poster={poster && media(poster)} {...{ width, height }} src={media(src)} />
  );
}

function image({ src, srcset, sizes, width, height, alt }, defaultSizes, hero) {
  const loading = hero ? { fetchpriority: "high" } : { decoding: "async", loading: "lazy" };
  const candidates = srcset?.filter((one) => media(one.src)).map((one) => `${one.src} ${one.descriptor}`);
  const responsive = candidates?.length ? { sizes: sizes ?? defaultSizes, srcset: candidates.join(", ") } : {};
  return <img {...loading} {...{ alt: alt ?? "", width, height }} {...responsive} src={media(src)} />;
}
