using System.Collections.Generic;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>A masked image, small, made here from the input and the fill.</summary>
    internal sealed class Thumbnail
    {
        private readonly MaskedSheet _sheet = new MaskedSheet();
        private IReadOnlyList<PlacedMask>? _masks;
        private Input? _input;

        public Thumbnail(string name)
        {
            Image = new Image { name = name };
            Image.AddToClassList("thumbnail");
        }

        /// <summary>What shows it.</summary>
        public Image Image { get; }

        /// <summary>
        /// Shows the session's input under masks; when it is here, for which it is to be called again.
        /// </summary>
        public void Show(StructureSession session, IReadOnlyList<PlacedMask> masks, string fill)
        {
            string shown = masks.Count > 0 ? fill : LayersRequest.DefaultFill;
            if (!(session.Inputs.WithFill(shown).Value is Input input)
                || (ReferenceEquals(input, _input) && ReferenceEquals(masks, _masks)))
            {
                return;
            }

            (_input, _masks) = (input, masks);
            _sheet.Write(input, masks);
            Image.image = _sheet.Texture!;
        }

        public void Dispose()
        {
            _sheet.Dispose();
        }
    }
}
