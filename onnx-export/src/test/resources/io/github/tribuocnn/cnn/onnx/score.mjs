// Runs a model on images and writes the probabilities: node score.mjs <entry point of the runtime> <model> <images> <result> <dims>
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [runtime, model, images, result, ...dims] = process.argv.slice(2);
const imported = await import(pathToFileURL(runtime));
const ort = imported.InferenceSession ? imported : imported.default;
if (ort.env?.wasm) {
  ort.env.wasm.numThreads = 1;
}
const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(model)));
const bytes = readFileSync(images);
const pixels = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const answers = await session.run({ image: new ort.Tensor('float32', pixels, dims.map(Number)) });
writeFileSync(result, Buffer.from(new Float32Array(answers.probabilities.data).buffer));
