package berry.dashboard;

import berry.database.Page;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// `Page<Item>` as a type that can be looked at: for the API document only.
record Listed(Type item) implements ParameterizedType {

  static Type of(Type item) {
    return new Listed(item);
  }

  @Override
  public Type[] getActualTypeArguments() {
    return new Type[] {item};
  }

  @Override
  public Type getRawType() {
    return Page.class;
  }

  @Override
  public @Nullable Type getOwnerType() {
    return null;
  }
}
