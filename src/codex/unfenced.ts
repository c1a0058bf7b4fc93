import { TOKEN_URL_VARIABLE } from './fence.js'

/**
 * The right to reach the token endpoint. Without it no Codex can be started unfenced, and only the keeper's refresh permit
 * makes one, which is given for the lease alone (`.ci/one-permit.grit` holds that).
 */
export class Unfenced {
  /** Nothing else has the shape of this type. */
  protected readonly isRight = true

  constructor(readonly tokenUrl: string) {}

  /**
   * For the self-check: a token endpoint of our own on this machine, which no real token ever gets to see. By the port
   * alone it can't name anything else.
   */
  static toStub(port: number): Unfenced {
    return new Unfenced(`http://127.0.0.1:${Math.trunc(port)}/oauth/token`)
  }

  /** The variables that lift the fence, for a Codex or for later steps. */
  get variables(): Readonly<Record<string, string>> {
    return { [TOKEN_URL_VARIABLE]: this.tokenUrl }
  }
}
