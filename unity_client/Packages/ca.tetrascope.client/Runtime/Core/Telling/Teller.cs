using System;
using System.Collections.Generic;
using System.Globalization;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Telling
{
    /// <summary>
    /// Where is told what a person does and sees happen, for the log of a user study; without a listener it costs
    /// nothing. What a program changes by itself is not told.
    /// </summary>
    public sealed class Teller
    {
        private readonly IClock _clock;

        /// <summary>Nobody listens yet.</summary>
        public Teller(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>Something has happened: its kind, one of <see cref="EventKindNames"/>, and its content.</summary>
        public event Action<string, IReadOnlyDictionary<string, object?>>? Told;

        /// <summary>Whether anybody listens: else what would be told need not be made.</summary>
        public bool IsHeard => Told != null;

        /// <summary>What time is measured by.</summary>
        internal IClock Clock => _clock;

        /// <summary>Tells something that has nothing more to tell.</summary>
        public void Tell(string kind)
        {
            if (IsHeard)
            {
                Tell(kind, new Content());
            }
        }

        /// <summary>Tells something with its content.</summary>
        public void Tell(string kind, Content content) => Told?.Invoke(kind, content);

        /// <summary>Tells something with its content, which is made where somebody listens.</summary>
        public void Tell(string kind, Func<Content> content)
        {
            if (IsHeard)
            {
                Tell(kind, content());
            }
        }

        /// <summary>A person has set something.</summary>
        public void Set(string setting, object value)
        {
            Tell(EventKindNames.SettingChanged, () => new Content
            {
                ["setting"] = setting, ["value"] = Text(value),
            });
        }

        /// <summary>A person has changed which images of a pool are shown; null lets all pass.</summary>
        public void Filter(string filter, object? value)
        {
            Tell(EventKindNames.FilterChanged, () => new Content
            {
                ["filter"] = filter, ["value"] = Text(value ?? "any"),
            });
        }

        /// <summary>
        /// The network is asked. What this returns tells that the whole answer is there, and the most probable class of
        /// it; of a request that is superseded, stopped or refused nothing more is told.
        /// </summary>
        public Action<ClassScore?> Ask(string operation)
        {
            double since = _clock.Seconds;
            Tell(EventKindNames.RecalculationRequested, () => new Content { ["operation"] = operation });
            return top => Tell(EventKindNames.RecalculationAnswered, () =>
            {
                var content = new Content
                {
                    ["operation"] = operation, ["latency_ms"] = Tenths(_clock.Seconds - since),
                };
                if (top != null)
                {
                    content["label"] = top.Label.Name;
                    content["probability"] = top.Probability;
                }
                return content;
            });
        }

        /// <summary>Seconds as milliseconds, to a tenth.</summary>
        internal static double Tenths(double seconds) => Math.Round(seconds * 1000, 1);

        /// <summary>A value as the log has it, in any country.</summary>
        private static string Text(object value)
        {
            return value is bool truth
                ? (truth ? "true" : "false")
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }
    }
}
