// Runs a model on images and writes the probabilities:
// node score.mjs <entry point of the runtime> <float32 or uint8> <model> <images> <result> <dims>
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const BATCH = 64;

const [runtime, type, model, images, result, ...dims] = process.argv.slice(2);
const imported = await import(pathToFileURL(runtime));
const ort = imported.InferenceSession ? imported : imported.default;
if (ort.env?.wasm) {
  ort.env.wasm.numThreads = 1;
}
const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(model)));
const bytes = readFileSync(images);
const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const pixels = type === 'uint8' ? new Uint8Array(copy) : new Float32Array(copy);
const [count, ...image] = dims.map(Number);
const size = image.reduce((product, length) => product * length);
const answers = [];
for (let first = 0; first < count; first += BATCH) {
  const some = Math.min(BATCH, count - first);
  const tensor = new ort.Tensor(type, pixels.subarray(first * size, (first + some) * size), [some, ...image]);
  answers.push(...(await session.run({ image: tensor })).probabilities.data);
}
writeFileSync(result, Buffer.from(new Float32Array(answers).buffer));
