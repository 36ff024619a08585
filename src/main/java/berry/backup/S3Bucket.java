package berry.backup;

import berry.config.CopyTarget;
import berry.config.S3Keys;
import berry.http.OutboundHost;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// One bucket. Files pass through it in pieces: no more than a few kilobytes of one are in memory.
/// What fails is tried again some times and then told as an [IOException] without any key in it.
///
/// For one thread.
final class S3Bucket implements AutoCloseable {

  /// Larger files go in parts of this size; a store takes 10,000 of them, 80 GB.
  static final int PART = 8 << 20;

  /// How long one of our calls may take.
  ///
  /// @param connect until a connection stands
  /// @param silent without a byte of an answer
  /// @param attempt one try of a call, a part of a file sent included
  /// @param attempts tries in all
  record Patience(Duration connect, Duration silent, Duration attempt, int attempts) {

    /// A part of 8 MB in five minutes: 28 KB a second are enough.
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5), 4);
  }

  /// A key and what lies there.
  record Found(String key, long bytes) {}

  private final CopyTarget.S3 target;
  private final S3Client client;
  private final Patience patience;

  private S3Bucket(CopyTarget.S3 target, S3Client client, Patience patience) {
    this.target = target;
    this.client = client;
    this.patience = patience;
  }

  /// @throws IOException when its host is not allowed
  static S3Bucket open(CopyTarget.S3 target, S3Keys keys, Patience patience) throws IOException {
    URI endpoint = target.endpoint();
    OutboundHost.require(endpoint);
    S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.of(target.region()))
            .forcePathStyle(target.pathStyle())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.access().reveal(), keys.secret().reveal())))
            // Checksums of Amazon's own, which other stores don't know; we read everything back.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(one -> one.chunkedEncodingEnabled(false))
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(patience.connect())
                    .socketTimeout(patience.silent())
                    .build())
            .overrideConfiguration(all ->
                all.apiCallAttemptTimeout(patience.attempt())
                    .retryStrategy(
                        StandardRetryStrategy.builder().maxAttempts(patience.attempts()).build())
                    // Files of Amazon's tools on this machine have no say here.
                    .defaultProfileFile(ProfileFile.aggregator().build()))
            .build();
    return new S3Bucket(target, client, patience);
  }

  /// Stores a file, whole or not at all.
  void put(String key, Path file, Progress progress) throws IOException {
    long size = Files.size(file);
    try {
      if (size <= PART) {
        client.putObject(to -> to.bucket(target.bucket()).key(key), part(file, 0, size));
        progress.advances(size);
      } else {
        inParts(key, file, size, progress);
      }
    } catch (SdkException e) {
      throw told(e);
    }
  }

  void put(String key, byte[] bytes) throws IOException {
    try {
      client.putObject(to -> to.bucket(target.bucket()).key(key), RequestBody.fromBytes(bytes));
    } catch (SdkException e) {
      throw told(e);
    }
  }

  private void inParts(String key, Path file, long size, Progress progress) {
    String id = client.createMultipartUpload(to -> to.bucket(target.bucket()).key(key)).uploadId();
    boolean done = false;
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long at = 0; at < size; at += PART) {
        int number = parts.size() + 1;
        long length = Math.min(PART, size - at);
        String tag =
            client
                .uploadPart(
                    to -> to.bucket(target.bucket()).key(key).uploadId(id).partNumber(number),
                    part(file, at, length))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        progress.advances(length);
      }
      client.completeMultipartUpload(all ->
          all.bucket(target.bucket()).key(key).uploadId(id).multipartUpload(of -> of.parts(parts)));
      done = true;
    } finally {
      if (!done) {
        abandon(key, id);
      }
    }
  }

  /// Parts that nobody joins would be paid for.
  private void abandon(String key, String id) {
    try {
      client.abortMultipartUpload(one -> one.bucket(target.bucket()).key(key).uploadId(id));
    } catch (SdkException e) {
      // [#removeUnfinished] tries again
    }
  }

  /// Parts of uploads that were begun before a time and never ended, as a killed process leaves
  /// them. Stores that can't tell of them keep them.
  void removeUnfinished(Instant before) {
    try {
      List<MultipartUpload> open =
          client
              .listMultipartUploads(all -> all.bucket(target.bucket()).prefix(target.prefix()))
              .uploads();
      for (MultipartUpload one : open) {
        if (BackupName.parse(one.key()).isPresent()
            && one.initiated() != null
            && one.initiated().isBefore(before)) {
          abandon(one.key(), one.uploadId());
        }
      }
    } catch (SdkException unknown) {
      // not every store has this
    }
  }

  /// Reads a whole object; a connection that breaks is taken up where it broke.
  ///
  /// @return its size
  /// @throws IOException when it is not there, or gets no further however often it is tried
  long read(String key, OutputStream to) throws IOException {
    long done = 0;
    int failures = 0;
    String tag = null;
    while (true) {
      long from = done;
      String same = tag;
      try (var object =
          client.getObject(of -> {
            of.bucket(target.bucket()).key(key);
            if (from > 0) {
              of.range("bytes=" + from + "-").ifMatch(same);
            }
          })) {
        tag = object.response().eTag();
        long end = from + object.response().contentLength();
        byte[] buffer = new byte[64 << 10];
        for (int count; done < end && (count = object.read(buffer)) >= 0; done += count) {
          to.write(buffer, 0, count);
        }
        if (done == end) {
          return done;
        }
        throw new IOException("the answer ended after " + done + " of " + end + " bytes");
      } catch (SdkException e) {
        throw told(e);
      } catch (IOException e) {
        failures = done > from ? 1 : failures + 1;
        if (failures >= patience.attempts()) {
          throw new IOException("the connection breaks while it is read: " + e.getMessage(), e);
        }
      }
    }
  }

  /// What lies under our prefix, in the order of the keys.
  List<Found> list() throws IOException {
    try {
      List<Found> found = new ArrayList<>();
      for (S3Object one :
          client
              .listObjectsV2Paginator(all -> all.bucket(target.bucket()).prefix(target.prefix()))
              .contents()) {
        found.add(new Found(one.key(), one.size()));
      }
      return found;
    } catch (SdkException e) {
      throw told(e);
    }
  }

  /// Whether the bucket is there and opens.
  void look() throws IOException {
    try {
      client.listObjectsV2(all -> all.bucket(target.bucket()).prefix(target.prefix()).maxKeys(1));
    } catch (SdkException e) {
      throw told(e);
    }
  }

  /// One that is not there is as good as deleted.
  void delete(String key) throws IOException {
    try {
      client.deleteObject(one -> one.bucket(target.bucket()).key(key));
    } catch (NoSuchKeyException gone) {
      // as wanted
    } catch (SdkException e) {
      throw told(e);
    }
  }

  private static RequestBody part(Path file, long at, long length) {
    return RequestBody.fromContentProvider(
        () -> slice(file, at, length), length, "application/octet-stream");
  }

  static InputStream slice(Path file, long at, long length) {
    try {
      FileChannel channel = FileChannel.open(file);
      channel.position(at);
      return new Slice(Channels.newInputStream(channel), length);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// So many bytes of a stream.
  private static final class Slice extends FilterInputStream {

    private long left;

    Slice(InputStream all, long length) {
      super(all);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = super.read(target, offset, (int) Math.min(wanted, left));
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long wanted) throws IOException {
      long count = super.skip(Math.min(wanted, left));
      left -= count;
      return count;
    }

    @Override
    public int available() {
      return (int) Math.min(left, Integer.MAX_VALUE);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  /// The message of the store is not shown: it may hold the access key.
  private IOException told(SdkException e) {
    String at = target.endpoint().toString();
    return switch (e) {
      case NoSuchBucketException none ->
          new IOException(at + " has no bucket " + target.bucket(), none);
      case NoSuchKeyException none -> new IOException("it is not there", none);
      case S3Exception refused when refused.statusCode() == 401 || refused.statusCode() == 403 ->
          new IOException(
              "%s does not let S3_ACCESS_KEY and S3_SECRET_KEY in, or not into bucket %s (%s)"
                  .formatted(at, target.bucket(), code(refused)));
      case S3Exception refused ->
          new IOException(
              "%s answers %d %s".formatted(at, refused.statusCode(), code(refused)), null);
      case SdkClientException broken ->
          new IOException("%s does not answer: %s".formatted(at, reason(broken)));
      default -> new IOException(at + " could not be used: " + e.getClass().getSimpleName());
    };
  }

  private static String code(S3Exception refused) {
    String code = refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }

  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getClass().getSimpleName() + ", " + deepest.getMessage();
  }

  @Override
  public void close() {
    client.close();
  }
}
