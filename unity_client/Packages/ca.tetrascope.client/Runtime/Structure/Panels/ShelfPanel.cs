using System.Collections.Generic;
using Tetrascope.Structure;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>The original and the modified images that were kept, to return to, to rename and to compare.</summary>
    public sealed class ShelfPanel : StructurePart
    {
        private readonly List<ShelfRow> _rows = new List<ShelfRow>();
        private VisualElement _shelf = null!;
        private Button _keep = null!;
        private Button _compare = null!;
        private Label _note = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _shelf = root.Q<VisualElement>("shelf");
            _keep = root.Q<Button>("keep");
            _compare = root.Q<Button>("compare-open");
            _note = root.Q<Label>("shelf-note");
            _keep.clicked += () => Session.Shelf.Keep();
            _compare.clicked += () => Session.Comparison.IsOpen = true;
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.Shelf.Changed += Show;
            session.MaskChanged += Mark;
            session.Inputs.Changed += Mark;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.Shelf.Changed -= Show;
            session.MaskChanged -= Mark;
            session.Inputs.Changed -= Mark;
            Forget();
        }

        private void Show()
        {
            Forget();
            Add(new ShelfRow(Session, null));
            foreach (Modified item in Session.Shelf.Kept)
            {
                Add(new ShelfRow(Session, item));
            }

            _note.EnableInClassList("hidden", Session.Shelf.Kept.Count > 0);
            Mark();
        }

        private void Mark()
        {
            bool masked = Session.Masks.All.Count > 0;
            _keep.SetEnabled(masked && Session.Shelf.Shown == null);
            _compare.SetEnabled(masked || Session.Shelf.Kept.Count > 0);
            foreach (ShelfRow row in _rows)
            {
                row.Show();
            }
        }

        private void Add(ShelfRow row)
        {
            _rows.Add(row);
            _shelf.Add(row.Element);
        }

        private void Forget()
        {
            _rows.ForEach(row => row.Dispose());
            _rows.Clear();
            _shelf.Clear();
        }
    }
}
