using System;
using System.Collections.Generic;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>One of the images of the shelf: the original, or one that was kept.</summary>
    internal sealed class ShelfRow
    {
        private readonly StructureSession _session;
        private readonly Modified? _kept;
        private readonly Thumbnail _picture;
        private readonly Button _show;

        /// <summary>A row of a kept image; null for the original.</summary>
        public ShelfRow(StructureSession session, Modified? kept)
        {
            _session = session;
            _kept = kept;
            string id = kept?.Id.ToString() ?? "original";
            Element = new VisualElement();
            Element.AddToClassList("row");
            _picture = new Thumbnail("shelf-picture-" + id);
            _show = new Button { name = "shelf-show-" + id, tooltip = "Show " + (kept?.Name ?? "the original") };
            _show.AddToClassList("shelf-show");
            _show.Add(_picture.Image);
            _show.clicked += () => session.Shelf.Show(kept);
            Element.Add(_show);
            Element.Add(kept == null ? (VisualElement)new Label("Original") : NameOf(kept));
            if (kept != null)
            {
                var forget = new Button { name = "shelf-forget-" + id, text = "Delete" };
                forget.clicked += () => session.Shelf.Forget(kept.Id);
                Element.Add(forget);
            }
        }

        public VisualElement Element { get; }

        /// <summary>Draws it, where the input is here, and says whether it is what is shown now.</summary>
        public void Show()
        {
            IReadOnlyList<PlacedMask> masks = _kept?.Masks ?? Array.Empty<PlacedMask>();
            _picture.Show(_session, masks, _kept?.Fill ?? LayersRequest.DefaultFill);
            bool shown = _kept == null ? _session.Masks.All.Count == 0 : _session.Shelf.Shown?.Id == _kept.Id;
            _show.EnableInClassList("chosen", shown);
        }

        public void Dispose()
        {
            _picture.Dispose();
        }

        /// <summary>Its name, which is taken when it is typed to the end: each change makes the rows anew.</summary>
        private TextField NameOf(Modified kept)
        {
            var name =
                new TextField { name = "shelf-name-" + kept.Id, maxLength = Shelf.MaxNameLength, isDelayed = true };
            name.SetValueWithoutNotify(kept.Name);
            name.AddToClassList("wide");
            name.RegisterValueChangedCallback(typed => _session.Shelf.Rename(kept.Id, typed.newValue));
            return name;
        }
    }
}
