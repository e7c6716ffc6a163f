using System;
using Tetrascope.Beside;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>A mask as both networks have it: pressed, it is laid on the input.</summary>
    internal sealed class PairRow
    {
        private const float Side = 64f;

        private readonly CopyPicture _a = new CopyPicture("pair-a", Side);
        private readonly CopyPicture _b = new CopyPicture("pair-b", Side);
        private readonly Label _words = new Label("");
        private PairedCopies _pair;

        /// <summary>A line of the list, which tells of a press.</summary>
        public PairRow(Action<PairedCopies> pressed)
        {
            Element = new Button { text = "" };
            Element.clicked += () => pressed(_pair);
            Element.AddToClassList("pair-row");
            _words.AddToClassList("pair-words");
            Element.Add(_a);
            Element.Add(_b);
            Element.Add(_words);
        }

        public Button Element { get; }

        /// <summary>Shows a pair of these pools with their pictures.</summary>
        public void Show(PairedCopies pair, PoolPair pools)
        {
            _pair = pair;
            Element.name = $"pair-{pair.One.Index}";
            _words.name = Element.name + "-words";
            _a.Show(pair.One, pools.A, supportVector: false);
            _b.Show(pair.Two, pools.B, supportVector: false);
            _words.text = PairsWording.Copy("A", pair.One, pools.PoolOfA) + "\n"
                + PairsWording.Copy("B", pair.Two, pools.PoolOfB);
        }
    }
}
