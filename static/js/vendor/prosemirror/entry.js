// What the editor of the admin uses of ProseMirror; esbuild drops the rest.
export {DOMParser, DOMSerializer, Schema} from "prosemirror-model";
export {EditorState, Plugin, TextSelection} from "prosemirror-state";
export {EditorView} from "prosemirror-view";
export {
  baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn,
} from "prosemirror-commands";
export {history, redo, undo} from "prosemirror-history";
export {keymap} from "prosemirror-keymap";
export {liftListItem, sinkListItem, splitListItem, wrapInList} from "prosemirror-schema-list";
