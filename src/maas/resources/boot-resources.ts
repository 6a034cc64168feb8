import { extendResource } from '../../core/operations.js'
import type { WaitOptions } from '../../core/wait.js'
import type {
  BootResource,
  BootResourceCreateParams,
  GeneratedMaasBootResources,
} from '../generated/api2/boot-resources.js'
import { type ImageSource, uploadImage, type UploadOptions } from '../upload-image.js'
import { waitForImages, type WaitContext } from '../wait-for-images.js'

/** Parameters of `bootResources.upload`. */
export interface BootResourceUploadParams extends Omit<
  BootResourceCreateParams,
  'sha256' | 'size' | 'content'
> {
  /** The path of a file, or the bytes of the image. */
  file: ImageSource
  /** Hash of the file, in hexadecimal. Default: computed by reading the file once more. */
  sha256?: string
}

/** Boot images: those that MAAS synchronizes, and those that were uploaded. */
export interface MaasBootResources extends GeneratedMaasBootResources {
  /**
   * Uploads an image in chunks, and returns it when MAAS has all of it and its hash is right.
   *
   * An upload that was interrupted continues where it stopped, in this call after a lost connection, in a later call after the end of the
   * program: MAAS finds the file by its hash.
   *
   * @throws ConfigurationError when the file cannot be read, or changes while it is sent; BadRequestError for what MAAS refuses;
   * ConnectionError, TimeoutError and ServerError when a chunk fails more often than `retries` says; AbortedError
   *
   * API: `POST boot-resources/`, then `PUT boot-resources/{resource_id}/upload/{id}/` for each chunk.
   *
   * @example
   * await maas.bootResources.upload({ name: 'custom/golden', architecture: 'amd64/generic', file: 'golden.tar.gz' })
   */
  upload(params: BootResourceUploadParams, options?: UploadOptions): Promise<BootResource>
  /**
   * Waits until MAAS has synchronized images completely, and returns them. Starts no import.
   *
   * API: `GET boot-resources/` and `GET boot-resources/{id}/`.
   *
   * @param names names of images such as `ubuntu/jammy`
   * @param options `timeoutMs`: default: two hours
   * @throws WaitTimeoutError, AbortedError, and any error of a request that is not transient
   *
   * @example
   * await maas.bootResources.import()
   * await maas.bootResources.waitFor(['ubuntu/jammy'], { onProgress: ({ states }) => console.log(states) })
   */
  waitFor(names: string | readonly string[], options?: WaitOptions): Promise<BootResource[]>
}

/** Adds `upload` and `waitFor` to the generated operations. */
export const extendBootResources = (
  images: GeneratedMaasBootResources,
  context: WaitContext,
): MaasBootResources =>
  extendResource('bootResources', images, {
    upload: (params: BootResourceUploadParams, options: UploadOptions = {}) =>
      uploadImage(images, params, options),
    waitFor: (names: string | readonly string[], options: WaitOptions = {}) =>
      waitForImages(images, names, options, context),
  })
