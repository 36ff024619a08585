import { Component, type ComponentChildren } from "preact";
import { type Speech, SpeechContext } from "../i18n/useWords";
import { Button } from "../ui/Button";
import { Note } from "../ui/Note";

interface Properties {
  children: ComponentChildren;
}

/** Catches what a screen throws while drawing, so that the person gets a way on instead of a white page. */
export class Crash extends Component<Properties, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <SpeechContext.Consumer>
        {({ words }: Speech) => (
          <Note icon="alert" title={words.app.crashTitle} text={words.app.crashText} tall>
            <Button onClick={() => window.location.reload()}>{words.app.reload}</Button>
          </Note>
        )}
      </SpeechContext.Consumer>
    );
  }
}
