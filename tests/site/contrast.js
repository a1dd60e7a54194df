// Texts on the page whose contrast with their ground is below WCAG 2.2, 1.4.3, with the ratio.
const visible = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const rgba = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const over = (top, under) => [0, 1, 2].map((n) => top[n] * top[3] + under[n] * (1 - top[3])).concat(1);
const ground = (node) => {
  const layers = [];
  for (let at = node; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
};
const light = (colour) => {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const weak = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode.textContent.trim();
  const node = walker.currentNode.parentElement;
  if (!text || !visible(node) || ["SCRIPT", "STYLE", "OPTION"].includes(node.tagName)) continue;
  if (!node.getClientRects().length) continue;
  const under = ground(node);
  const [high, low] = [light(over(rgba(getComputedStyle(node).color), under)), light(under)].sort((a, b) => b - a);
  const ratio = (high + 0.05) / (low + 0.05);
  const size = parseFloat(getComputedStyle(node).fontSize);
  const large = size >= 24 || (size >= 18.66 && getComputedStyle(node).fontWeight >= 700);
  if (ratio < (large ? 3 : 4.5)) weak.push(`${text.slice(0, 30)} ${ratio.toFixed(2)} .${node.className}`);
}
return [...new Set(weak)];
