using System.Collections.Generic;
using Tetrascope.Beside;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// What each network's answer needs, and where that differs: two or three maps on one scale, read at one place.
    /// </summary>
    internal sealed class PairedMapsView
    {
        private const float Side = 128f;
        private static readonly string[] Names = { "a", "b", "difference" };

        private readonly MarkedPicture[] _maps = new MarkedPicture[3];
        private readonly Label[] _captions = new Label[3];
        private readonly VisualElement[] _places = new VisualElement[3];
        private readonly List<Texture2D> _textures = new List<Texture2D>();
        private readonly VisualElement _all;
        private readonly Label _correlation;
        private readonly Label _values;
        private readonly Label _note;
        private readonly VisualElement _scalePlace;
        private readonly ScaleRow _scale;
        private PairedMaps? _shown;
        private bool _alike;

        public PairedMapsView(VisualElement root)
        {
            _all = root.Q<VisualElement>("pairs-maps");
            _correlation = root.Q<Label>("pairs-correlation");
            _values = root.Q<Label>("pairs-values");
            _note = root.Q<Label>("pairs-scale-note");
            _scalePlace = root.Q<VisualElement>("pairs-scale");
            _scale = new ScaleRow(_scalePlace, "pairs-scale");
            byte[] colours = new byte[4 * ColourMap.Colours];
            Importance.WriteScale(colours);
            _scale.Show(colours);
            for (int map = 0; map < Names.Length; map++)
            {
                _places[map] = root.Q<VisualElement>("pairs-map-" + Names[map]);
                _maps[map] = new MarkedPicture(Side).Named("pairs-picture-" + Names[map]);
                _captions[map] = new Label("") { name = "pairs-caption-" + Names[map] };
                _captions[map].AddToClassList("pairs-caption");
                _places[map].Add(_maps[map]);
                _places[map].Add(_captions[map]);
                _maps[map].Pointed += Read;
            }
        }

        /// <summary>Shows the maps of two pools; of answers that differ without their difference.</summary>
        public void Show(PairedMaps? maps, Protocol.Pool a, Protocol.Pool b, bool alike)
        {
            Forget();
            (_shown, _alike) = (maps, alike);
            _all.EnableInClassList("hidden", maps == null);
            _scalePlace.EnableInClassList("hidden", maps == null);
            _places[2].EnableInClassList("hidden", !alike);
            if (maps == null)
            {
                (_correlation.text, _values.text, _note.text) = (PairsWording.NothingTogether, "", "");
                return;
            }

            _correlation.text = alike ? PairsWording.Correlation(maps.Correlation) : PairsWording.DifferentLabels;
            _note.text = alike ? PairsWording.OneScaleForThree : PairsWording.OneScale;
            _captions[0].text = $"A: {a.Examined.Label.Name}";
            _captions[1].text = $"B: {b.Examined.Label.Name}";
            _captions[2].text = "Difference: A less B";
            _scale.Show(Words.Points(-maps.Limit), Words.Points(maps.Limit));
            double[][] values = { maps.One, maps.Two, maps.Difference };
            byte[] rgba = new byte[4 * maps.Size.Area];
            for (int map = 0; map < (alike ? 3 : 2); map++)
            {
                maps.Write(values[map], rgba);
                Draw(_maps[map], rgba, maps.Size);
            }

            Read(null);
        }

        public void Dispose()
        {
            Forget();
            _scale.Dispose();
        }

        private void Draw(MarkedPicture picture, byte[] rgba, Size size)
        {
            Texture2D texture = TextureBytes.Picture("Importance", size, false);
            TextureBytes.WriteForPanel(rgba, size, texture.GetPixelData<byte>(0).AsSpan(), 0, 0, size.Width);
            texture.Apply(false, false);
            picture.Show(texture, new Rect(0f, 0f, 1f, 1f), size);
            _textures.Add(texture);
        }

        private void Forget()
        {
            foreach (Texture2D texture in _textures)
            {
                Object.Destroy(texture);
            }

            _textures.Clear();
        }

        /// <summary>The same place is read in all of them.</summary>
        private void Read(Pixel? at)
        {
            foreach (MarkedPicture map in _maps)
            {
                map.Mark(at is Pixel marked ? Region.Of(marked) : (Region?)null, false);
            }

            _values.text = _shown != null && at is Pixel pixel
                ? PairsWording.Values(_shown, pixel.Row * _shown.Size.Width + pixel.Column, _alike)
                : PairsWording.Meaning;
        }
    }
}
