/** The little of nlp.js that is used here; it comes without types. */
declare module "@nlpjs/nlp" {
  type Settings = {
    readonly languages: readonly string[];
    readonly autoSave: boolean;
    readonly autoLoad: boolean;
    readonly nlu: Readonly<Record<string, unknown>>;
  };
  export class Nlp {
    constructor(settings: Settings);
    use(plugin: unknown): void;
    addDocument(locale: string, utterance: string, intent: string): void;
    train(): Promise<unknown>;
    classify(
      locale: string,
      utterance: string,
    ): Promise<{ classifications: readonly { intent: string; score: number }[] }>;
  }
}

declare module "@nlpjs/lang-fr" {
  export const LangFr: unknown;
}
