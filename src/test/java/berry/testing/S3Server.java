package berry.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// Somebody else's store that speaks S3 and checks signatures, with one bucket, `berry`.
public final class S3Server implements AutoCloseable {

  public static final String ACCESS = "BERRYACCESSCANARY";
  public static final String SECRET = "secret-canary-of-these-tests";

  private final Path folder;
  private final FilesystemNio2BlobStore store;
  private final S3Proxy server;

  /// @param folder where it keeps its objects
  public S3Server(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder.resolve("berry"));
    this.store = new FilesystemNio2BlobStore(folder.toString());
    this.server =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS, SECRET)
            .blobStore(store)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
  }

  public int port() {
    return server.getPort();
  }

  /// Keys of the objects that are there, in order.
  public List<String> keys() throws IOException {
    Path bucket = folder.resolve("berry");
    try (Stream<Path> all = Files.walk(bucket)) {
      return all.filter(Files::isRegularFile)
          .map(one -> bucket.relativize(one).toString())
          .filter(one -> !one.startsWith("."))
          .sorted()
          .toList();
    }
  }

  public Path file(String key) {
    return folder.resolve("berry").resolve(key);
  }

  @Override
  public void close() throws Exception {
    server.stop();
    store.close();
  }
}
