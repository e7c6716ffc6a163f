using Tetrascope.Protocol;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Telling
{
    /// <summary>One thing at a time that is looked at, told when it is left.</summary>
    public sealed class Dwell
    {
        /// <summary>Seconds that a pointer rests on something before that is told; passing over it is none.</summary>
        public const double Least = 0.3;

        private readonly Teller _teller;
        private Hovered _now;
        private double _since;

        /// <summary>Nothing is looked at.</summary>
        public Dwell(Teller teller)
        {
            _teller = teller;
        }

        /// <summary>
        /// The pointer is over something, maybe at another place of the same thing; over <c>default</c> where it has
        /// left.
        /// </summary>
        public void Over(in Hovered what)
        {
            if (what.IsSame(_now))
            {
                _now = what;
                return;
            }
            Hovered before = _now;
            double lasted = _teller.Clock.Seconds - _since;
            (_now, _since) = (what, _teller.Clock.Seconds);
            if (before.Target != null && lasted >= Least && _teller.IsHeard)
            {
                Content content = ContentOf(before, lasted);
                _teller.Tell(EventKindNames.Hover, content);
            }
        }

        private static Content ContentOf(Hovered what, double lasted)
        {
            var content = new Content { ["target"] = what.Target, ["duration_ms"] = Teller.Tenths(lasted) };
            Put(content, "layer", what.Layer);
            Put(content, "cluster", what.Cluster);
            Put(content, "channel", what.Channel);
            Put(content, "index", what.Index);
            Put(content, "row", what.Row);
            Put(content, "column", what.Column);
            return content;
        }

        private static void Put(Content content, string name, object? value)
        {
            if (value != null)
            {
                content[name] = value;
            }
        }
    }
}
