// The peer of the benchmarks: node-llama-cpp as it is shipped, on the same file, threads and contexts as ours. Reads one JSON
// command per line from stdin and answers each with one JSON line, so that both programs stay alive and runs can alternate.
//
//   node peer.mjs --model FILE [--threads 2] [--context 2048] [--batch 512] [--flash auto|on|off]
//   {"promptTokens": 128, "generate": 64}                      prompt made of a built-in text
//   {"prompt": "...", "generate": 64}                          prompt as given (special tokens are recognised in it)
//   {"quit": true}
import {createInterface} from "node:readline";
import {parseArgs} from "node:util";
import {getLlama, LlamaLogLevel} from "node-llama-cpp";

const fillText = "The people of the small town wrote letters to each other about the weather, the harvest and the long winter. ";
const maxTokensPerRun = 100_000;

const {values: options} = parseArgs({
    options: {
        model: {type: "string"},
        threads: {type: "string", default: "2"},
        context: {type: "string", default: "2048"},
        batch: {type: "string", default: "512"},
        flash: {type: "string", default: "auto"}
    }
});
if (options.model == null) {
    console.error("peer: --model FILE is needed");
    process.exit(2);
}

const llama = await getLlama({gpu: false, build: "never", skipDownload: true, progressLogs: false, logLevel: LlamaLogLevel.error});
const loadStart = performance.now();
const model = await llama.loadModel({modelPath: options.model});
const context = await model.createContext({
    contextSize: Number(options.context),
    batchSize: Number(options.batch),
    threads: Number(options.threads),
    flashAttention: options.flash === "auto" ? "auto" : options.flash === "on",
    sequences: 1
});
const sequence = context.getSequence();
answer({ready: true, loadMs: performance.now() - loadStart, threads: context.currentThreads, context: context.contextSize});

for await (const line of createInterface({input: process.stdin})) {
    if (line.trim() === "")
        continue;

    try {
        const command = JSON.parse(line);
        if (command.quit)
            break;

        answer(await run(command));
    } catch (error) {
        answer({error: String(error?.message ?? error)});
    }
}

await llama.dispose();

function answer(result) {
    process.stdout.write(JSON.stringify(result) + "\n");
}

function promptOf({prompt, promptTokens}) {
    if (prompt != null) {
        const given = model.tokenize(prompt, true);
        return model.tokens.shouldPrependBosToken ? [model.tokens.bos, ...given] : given;
    }

    const count = Math.min(promptTokens ?? 128, maxTokensPerRun);
    const fill = model.tokenize(fillText);
    const tokens = model.tokens.shouldPrependBosToken ? [model.tokens.bos] : [];
    while (tokens.length < count)
        tokens.push(...fill.slice(0, count - tokens.length));

    return tokens;
}

// Prefill takes all tokens but the last; decode starts from that one, so every generated token costs one decode call.
async function run(command) {
    const tokens = promptOf(command);
    const generate = Math.min(command.generate ?? 64, maxTokensPerRun);
    await sequence.clearHistory();
    const prefillStart = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(0, -1));
    const decodeStart = performance.now();
    const generated = [];
    let firstTokenMs = null;
    for await (const token of sequence.evaluate(tokens.slice(-1), {temperature: 0, yieldEogToken: true})) {
        generated.push(token);
        firstTokenMs ??= performance.now() - prefillStart;
        if (generated.length >= generate)
            break;
    }

    const end = performance.now();
    return {
        promptTokens: tokens.length,
        generated: generated.length,
        prefillMs: decodeStart - prefillStart,
        decodeMs: end - decodeStart,
        firstTokenMs,
        prefillTokensPerSecond: (tokens.length - 1) / (decodeStart - prefillStart) * 1000,
        decodeTokensPerSecond: generated.length / (end - decodeStart) * 1000,
        text: model.detokenize(generated).slice(0, 80)
    };
}
