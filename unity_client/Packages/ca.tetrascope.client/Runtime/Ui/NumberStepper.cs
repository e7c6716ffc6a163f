using System;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>A whole number to type, or to step through by two buttons; one that is held goes on.</summary>
    internal sealed class NumberStepper : VisualElement
    {
        private const long Delay = 400;
        private const long Interval = 60;

        private readonly Action<int> _changed;
        private readonly RepeatButton _less;
        private readonly RepeatButton _more;
        private readonly IntegerField _field;
        private int _value;
        private int _least;
        private int _most;

        /// <summary>Its parts are called after <paramref name="name"/>, with -less and -more for the buttons.</summary>
        public NumberStepper(string name, Action<int> changed)
        {
            _changed = changed;
            AddToClassList("stepper");
            _field = new IntegerField { name = name, isDelayed = true };
            _field.AddToClassList("stepper-number");
            _field.RegisterValueChangedCallback(typed => Take(typed.newValue));
            _less = Made(name + "-less", "−", -1);
            _more = Made(name + "-more", "+", 1);
            Add(_less);
            Add(_field);
            Add(_more);
        }

        /// <summary>Shows a number, and between which it may be changed.</summary>
        public void Show(int value, int least, int most)
        {
            (_value, _least, _most) = (value, least, most);
            _field.SetValueWithoutNotify(value);
            _less.SetEnabled(value > least);
            _more.SetEnabled(value < most);
        }

        private RepeatButton Made(string name, string text, int step)
        {
            var button = new RepeatButton(() => Take(_value + step), Delay, Interval) { name = name, text = text };
            button.AddToClassList("stepper-step");
            return button;
        }

        private void Take(int wanted)
        {
            int next = Math.Clamp(wanted, _least, _most);
            int before = _value;
            Show(next, _least, _most);
            if (next != before)
            {
                _changed(next);
            }
        }
    }
}
