using System;
using System.Collections.Generic;
using System.Globalization;

namespace UnityEngine.UIElements
{
    public class ChangeEvent<T> : EventBase<ChangeEvent<T>>
    {
        public T newValue { get; protected internal set; }
    }

    public interface INotifyValueChanged<T>
    {
    }

    public static class INotifyValueChangedExtensions
    {
        public static bool RegisterValueChangedCallback<T>(
            this INotifyValueChanged<T> control, EventCallback<ChangeEvent<T>> callback)
        {
            ((BaseField<T>)control).ValueChanged += callback;
            return true;
        }
    }

    public class BindableElement : VisualElement
    {
    }

    public abstract class BaseField<TValueType> : BindableElement, INotifyValueChanged<TValueType>
    {
        private TValueType _value;

        internal event EventCallback<ChangeEvent<TValueType>> ValueChanged;

        public virtual TValueType value
        {
            get => _value;
            set
            {
                if (EqualityComparer<TValueType>.Default.Equals(value, _value))
                {
                    return;
                }

                SetValueWithoutNotify(value);
                ValueChanged?.Invoke(new ChangeEvent<TValueType> { newValue = value });
            }
        }

        internal string Label { get; private set; } = "";

        public virtual void SetValueWithoutNotify(TValueType newValue)
        {
            _value = newValue;
        }

        internal override void SetAttribute(string attribute, string value)
        {
            if (attribute == "label")
            {
                Label = value;
            }
            else
            {
                base.SetAttribute(attribute, value);
            }
        }
    }

    public abstract class TextInputBaseField<TValueType> : BaseField<TValueType>
    {
        /// <summary>Whether what is typed is not shown.</summary>
        internal bool Password { get; private set; }

        public bool isDelayed { internal get; set; }

        public int maxLength { internal get; set; }

        internal override void SetAttribute(string attribute, string value)
        {
            if (attribute == "password")
            {
                Password = value == "true";
            }
            else if (attribute != "keyboard-type")
            {
                base.SetAttribute(attribute, value);
            }
        }
    }

    public class TextField : TextInputBaseField<string>
    {
        public TextField()
        {
            SetValueWithoutNotify("");
        }

        /// <summary>Whether what is typed may have several lines.</summary>
        public bool multiline { internal get; set; }
    }

    public abstract class TextValueField<TValueType> : TextInputBaseField<TValueType>
    {
    }

    public class IntegerField : TextValueField<int>
    {
    }

    public abstract class BasePopupField<TValueType, TValueChoice> : BaseField<TValueType>
    {
        public virtual List<TValueChoice> choices { get; set; } = new List<TValueChoice>();
    }

    public class PopupField<T> : BasePopupField<T, T>
    {
        private int _index = -1;

        public override T value
        {
            get => base.value;
            set
            {
                _index = choices.IndexOf(value);
                base.value = value;
            }
        }

        public int index => _index;

        public override void SetValueWithoutNotify(T newValue)
        {
            _index = choices.IndexOf(newValue);
            base.SetValueWithoutNotify(newValue);
        }
    }

    public class DropdownField : PopupField<string>
    {
    }

    public abstract class BaseSlider<TValueType> : BaseField<TValueType>
    {
    }

    public class SliderInt : BaseSlider<int>
    {
        internal int Low { get; private set; }

        internal int High { get; private set; } = 10;

        public override int value
        {
            get => base.value;
            set => base.value = Math.Min(Math.Max(value, Low), High);
        }

        internal override void SetAttribute(string attribute, string value)
        {
            switch (attribute)
            {
                case "low-value":
                    Low = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "high-value":
                    High = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                default:
                    base.SetAttribute(attribute, value);
                    break;
            }
        }
    }

    public abstract class BaseBoolField : BaseField<bool>
    {
    }

    public class Toggle : BaseBoolField
    {
    }

    public abstract class AbstractProgressBar : BindableElement
    {
        public float highValue { get; set; } = 100f;

        public virtual float value { get; set; }
    }

    public class ProgressBar : AbstractProgressBar
    {
    }
}
