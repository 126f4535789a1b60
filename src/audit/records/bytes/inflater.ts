import { createGunzip, type Gunzip } from 'node:zlib';

/** Bytes that are inflated at a time; with the 16 KiB that Node takes if not told, all of it takes three times as long. */
const OUTPUT = 1024 * 1024;

/** What keeps a gzip stream from being read on. */
export interface Break {
  readonly kind: 'truncated' | 'corrupt';
}

/** Inflates a gzip stream piece by piece, in a thread of Node's; what was inflated before a break is not lost. */
export class Inflater {
  private readonly gunzip: Gunzip;
  private inflated: Buffer[] = [];
  private wake: () => void = () => undefined;
  private failed: Break | undefined;

  constructor(output = OUTPUT) {
    this.gunzip = createGunzip({ chunkSize: output });
    this.gunzip.on('data', (chunk: Buffer) => this.inflated.push(chunk));
    this.gunzip.on('error', (error) => {
      this.failed = { kind: 'code' in error && error.code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt' };
      this.wake();
    });
    this.gunzip.on('end', () => this.wake());
  }

  /** What a piece comes to. Not called again before it is settled. */
  async write(piece: Uint8Array): Promise<readonly Buffer[]> {
    if (this.failed === undefined) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        this.gunzip.write(piece, () => resolve());
      });
    }
    return this.take();
  }

  /** What comes when there are no more pieces. */
  async end(): Promise<readonly Buffer[]> {
    if (this.failed === undefined && !this.gunzip.readableEnded) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        this.gunzip.end();
      });
    }
    return this.take();
  }

  get broken(): Break | undefined {
    return this.failed;
  }

  close(): void {
    this.gunzip.destroy();
  }

  private take(): readonly Buffer[] {
    const { inflated } = this;
    this.inflated = [];
    return inflated;
  }
}
